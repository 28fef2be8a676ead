package io.waybill.runtime.environment;

import io.waybill.core.TimeSource;
import io.waybill.engine.functions.FunctionEvent;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;

/// What environments call things by, which nobody can guess. Safe for many threads.
public final class Ids {
  private static final int UUID_BYTES = 16;

  private final SecureRandom random = new SecureRandom();
  private final TimeSource time;

  public Ids(TimeSource time) {
    this.time = time;
  }

  /// A new id in the form of a UUID.
  String uuid() {
    return UUID.nameUUIDFromBytes(bytes(UUID_BYTES)).toString();
  }

  /// So many bytes in hexadecimal digits.
  public String hex(int bytes) {
    return HexFormat.of().formatHex(bytes(bytes));
  }

  private byte[] bytes(int count) {
    byte[] made = new byte[count];
    random.nextBytes(made);
    return made;
  }

  /// X-Ray's header of an event: with a new root, which is not sampled, where it has none.
  String trace(FunctionEvent event) {
    String header = event.traceHeader();
    if (header.contains("Root=") || header.toLowerCase(Locale.ROOT).contains("root=")) {
      return header;
    }
    String seconds = HexFormat.of().toHexDigits((int) (time.millis() / 1000));
    String root = "Root=1-" + seconds + "-" + hex(12) + ";Parent=" + hex(8) + ";Sampled=0";
    return header.isEmpty() ? root : root + ';' + header;
  }
}
