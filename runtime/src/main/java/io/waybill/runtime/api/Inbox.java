package io.waybill.runtime.api;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// What came over a connection and was not read yet.
final class Inbox {
  private static final int HEAD_BYTES_MAX = 64 << 10;

  private final FamiliarFields familiar = new FamiliarFields();
  private byte[] bytes = new byte[1 << 10];
  private int from;
  private int to;

  int size() {
    return to - from;
  }

  void add(byte[] more, int offset, int length) {
    if (from == to) {
      from = 0;
      to = 0;
    }
    if (to + length > bytes.length) {
      byte[] room =
          size() + length > bytes.length
              ? new byte[Math.max(size() + length, 2 * bytes.length)]
              : bytes;
      System.arraycopy(bytes, from, room, 0, size());
      to -= from;
      from = 0;
      bytes = room;
    }
    System.arraycopy(more, offset, bytes, to, length);
    to += length;
  }

  /// The head of the next call, which stays here; null where it is not whole.
  @Nullable CallHead head() throws IOException {
    CallHead head = CallHead.parse(bytes, from, to, familiar);
    if ((head == null ? size() : head.bytes()) > HEAD_BYTES_MAX) {
      throw new IOException("a head of more than " + HEAD_BYTES_MAX + " bytes");
    }
    return head;
  }

  /// Takes a head out.
  void skip(CallHead head) {
    from += head.bytes();
  }

  /// Takes out a body that is whole. It has to be read before anything is added.
  InputStream body(CallHead head) {
    int length = (int) head.fields().bodyBytes();
    InputStream body = new PlainBody(new ByteArrayInputStream(bytes, from, length), length);
    from += length;
    return body;
  }

  /// Takes out all.
  byte[] rest() {
    byte[] rest = Arrays.copyOfRange(bytes, from, to);
    from = to;
    return rest;
  }
}
