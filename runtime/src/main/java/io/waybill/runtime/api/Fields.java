package io.waybill.runtime.api;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The fields of a call's head.
///
/// @param values by lower-case name
/// @param bodyBytes how long the body is that they tell of, or `CHUNKED`
/// @param bytes as they came, with the empty line behind them
record Fields(Map<String, String> values, long bodyBytes, byte[] bytes) {
  static final long CHUNKED = -1;

  /// What is between `from` and `to`; null where it does not end before `to`.
  ///
  /// @throws IOException where they tell of no body that can be
  static @Nullable Fields parse(byte[] in, int from, int to) throws IOException {
    Map<String, String> values = new HashMap<>();
    int start = from;
    for (int at = from; at < to; at++) {
      if (in[at] == '\n') {
        int end = at > start && in[at - 1] == '\r' ? at - 1 : at;
        if (end == start) {
          return new Fields(values, bodyBytes(values), Arrays.copyOfRange(in, from, at + 1));
        }
        LineInput.field(new String(in, start, end - start, StandardCharsets.UTF_8), values);
        start = at + 1;
      }
    }
    return null;
  }

  private static long bodyBytes(Map<String, String> values) throws IOException {
    if ("chunked".equalsIgnoreCase(values.get("transfer-encoding"))) {
      return CHUNKED;
    }
    String length = values.get("content-length");
    try {
      return length == null ? 0 : Long.parseUnsignedLong(length);
    } catch (NumberFormatException malformed) {
      throw new IOException("no content length: " + length, malformed);
    }
  }

  /// Whether they say that of their connection.
  boolean tell(String ofConnection) {
    return ofConnection.equalsIgnoreCase(values.get("connection"));
  }

  /// Whether these very bytes are at `from`.
  boolean areAt(byte[] in, int from, int to) {
    int end = from + bytes.length;
    return end <= to && Arrays.equals(in, from, end, bytes, 0, bytes.length);
  }

  /// A chunked body adds its trailers to `values`.
  boolean mayChange() {
    return bodyBytes == CHUNKED;
  }
}
