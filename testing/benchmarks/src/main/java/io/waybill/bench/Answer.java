package io.waybill.bench;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Where the parts of one HTTP/1.1 answer stand.
record Answer(int status, int bodyAt, int bodyLength) {
  private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);

  /// The answer in the first `length` bytes, or null while it is not whole.
  static @Nullable Answer parse(byte[] bytes, int length) {
    int lengthAt = -1;
    int match = 0;
    for (int i = 0; i + 3 < length; i++) {
      int lower = bytes[i] | 0x20;
      match = lower == (LENGTH[match] | 0x20) ? match + 1 : 0;
      if (match == LENGTH.length) {
        lengthAt = i + 1;
        match = 0;
      }
      if (bytes[i] == '\r'
          && bytes[i + 1] == '\n'
          && bytes[i + 2] == '\r'
          && bytes[i + 3] == '\n') {
        int body = lengthAt < 0 ? 0 : number(bytes, lengthAt);
        return length < i + 4 + body ? null : new Answer(number(bytes, 8), i + 4, body);
      }
    }
    return null;
  }

  private static int number(byte[] bytes, int from) {
    int at = from;
    while (bytes[at] == ' ') {
      at++;
    }
    int value = 0;
    for (; bytes[at] >= '0' && bytes[at] <= '9'; at++) {
      value = value * 10 + bytes[at] - '0';
    }
    return value;
  }
}
