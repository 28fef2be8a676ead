package io.waybill.runtime.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The last of what an event wrote.
final class LogTail {
  private static final int TAIL_BYTES = 4 << 10;
  private static final int KEPT_BYTES = 512 << 10;

  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

  void add(String text) {
    byte[] bytes = (text.endsWith("\n") ? text : text + "\n").getBytes(StandardCharsets.UTF_8);
    if (kept.size() + bytes.length > KEPT_BYTES) {
      byte[] last = bytes();
      kept.reset();
      kept.writeBytes(last);
    }
    kept.writeBytes(bytes);
  }

  void clear() {
    kept.reset();
  }

  /// AWS: 4 KB.
  byte[] bytes() {
    byte[] all = kept.toByteArray();
    return Arrays.copyOfRange(all, Math.max(0, all.length - TAIL_BYTES), all.length);
  }
}
