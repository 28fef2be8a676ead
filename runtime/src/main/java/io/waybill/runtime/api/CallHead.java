package io.waybill.runtime.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The head of one call.
///
/// @param isLast whether no other comes after it over its connection
/// @param bytes how long the head itself is
record CallHead(String method, String path, boolean isLast, Fields fields, int bytes) {
  /// The head that begins at `from`, or null where it does not end before `to`.
  ///
  /// @throws IOException where it is none
  static @Nullable CallHead parse(byte[] in, int from, int to, FamiliarFields familiar)
      throws IOException {
    int end = from;
    while (end < to && in[end] != '\n') {
      end++;
    }
    Fields fields = end < to ? familiar.read(in, end + 1, to) : null;
    return fields == null
        ? null
        : of(
            new String(in, from, end - from, StandardCharsets.UTF_8),
            fields,
            end + 1 - from + fields.bytes().length);
  }

  private static CallHead of(String line, Fields fields, int bytes) throws IOException {
    int method = line.indexOf(' ');
    int path = line.indexOf(' ', method + 1);
    if (method < 0 || path < 0) {
      throw new IOException("no request line: " + line.strip());
    }
    boolean isOld = line.startsWith("HTTP/1.0", path + 1);
    return new CallHead(
        line.substring(0, method),
        line.substring(method + 1, path),
        isOld ? !fields.tell("keep-alive") : fields.tell("close"),
        fields,
        bytes);
  }

  /// Whether the body has come, where `bytes` bytes are there behind the head.
  boolean isWhole(int behind) {
    return fields.bodyBytes() != Fields.CHUNKED && fields.bodyBytes() <= behind;
  }

  /// What is called, with its body.
  RuntimeCalls.Call with(InputStream body) {
    return new RuntimeCalls.Call(method, path, fields.values(), body);
  }

  /// The body, as `in` brings it.
  InputStream body(LineInput in) {
    return fields.bodyBytes() == Fields.CHUNKED
        ? new ChunkedBody(in, fields.values())
        : new PlainBody(in, fields.bodyBytes());
  }
}
