package io.waybill.runtime.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The head of one call.
///
/// @param headers values by lower-case name
/// @param bodyBytes how long the body is, or `CHUNKED`
/// @param bytes how long the head itself is
record CallHead(
    String method, String path, Map<String, String> headers, long bodyBytes, int bytes) {
  private static final long CHUNKED = -1;

  /// The head that begins at `from`, or null where it does not end before `to`.
  ///
  /// @throws IOException where it is none
  static @Nullable CallHead parse(byte[] in, int from, int to) throws IOException {
    String first = "";
    Map<String, String> headers = new HashMap<>();
    int start = from;
    for (int at = from; at < to; at++) {
      if (in[at] == '\n') {
        int end = at > start && in[at - 1] == '\r' ? at - 1 : at;
        if (start == from) {
          first = text(in, start, end);
        } else if (end > start) {
          LineInput.field(text(in, start, end), headers);
        } else {
          return of(first, headers, at + 1 - from);
        }
        start = at + 1;
      }
    }
    return null;
  }

  private static String text(byte[] in, int start, int end) {
    return new String(in, start, end - start, StandardCharsets.UTF_8);
  }

  private static CallHead of(String first, Map<String, String> headers, int bytes)
      throws IOException {
    int method = first.indexOf(' ');
    int path = first.indexOf(' ', method + 1);
    if (method < 0 || path < 0) {
      throw new IOException("no request line: " + first);
    }
    return new CallHead(
        first.substring(0, method),
        first.substring(method + 1, path),
        headers,
        bodyBytes(headers),
        bytes);
  }

  private static long bodyBytes(Map<String, String> headers) throws IOException {
    if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
      return CHUNKED;
    }
    String length = headers.get("content-length");
    try {
      return length == null ? 0 : Long.parseUnsignedLong(length);
    } catch (NumberFormatException malformed) {
      throw new IOException("no content length: " + length, malformed);
    }
  }

  /// Whether the body has come, where `bytes` bytes are there behind the head.
  boolean isWhole(int behind) {
    return bodyBytes != CHUNKED && bodyBytes <= behind;
  }

  /// What is called, with its body.
  RuntimeCalls.Call with(InputStream body) {
    return new RuntimeCalls.Call(method, path, headers, body);
  }

  /// The body, as `in` brings it.
  InputStream body(LineInput in) {
    return bodyBytes == CHUNKED ? new ChunkedBody(in, headers) : new PlainBody(in, bodyBytes);
  }
}
