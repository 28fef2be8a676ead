package io.waybill.wire.dispatch;

import io.waybill.wire.protocol.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Finds one parameter of a query request without reading all of it: in the query, or in a body
/// that is a form.
final class QueryText {
  private QueryText() {}

  /// The value of `name`, not decoded: names of actions and versions need no encoding.
  static Optional<String> parameter(WireRequest request, String name) {
    return inQuery(request.query(), name).or(() -> inForm(request.body(), name));
  }

  private static Optional<String> inQuery(String query, String name) {
    int at = query.indexOf(name + "=");
    while (at > 0 && query.charAt(at - 1) != '&') {
      at = query.indexOf(name + "=", at + 1);
    }
    if (at < 0) {
      return Optional.empty();
    }
    int start = at + name.length() + 1;
    int end = query.indexOf('&', start);
    return Optional.of(query.substring(start, end < 0 ? query.length() : end));
  }

  /// A scan for `name=` at the begin of a pair.
  private static Optional<String> inForm(byte[] body, String name) {
    byte[] wanted = (name + "=").getBytes(StandardCharsets.US_ASCII);
    for (int at = 0; at >= 0 && at + wanted.length <= body.length; at = nextPair(body, at)) {
      if (startsWith(body, at, wanted)) {
        int start = at + wanted.length;
        int next = nextPair(body, start);
        int end = next < 0 ? body.length : next - 1;
        return Optional.of(new String(body, start, end - start, StandardCharsets.ISO_8859_1));
      }
    }
    return Optional.empty();
  }

  private static int nextPair(byte[] body, int from) {
    for (int i = from; i < body.length; i++) {
      if (body[i] == '&') {
        return i + 1;
      }
    }
    return -1;
  }

  private static boolean startsWith(byte[] body, int at, byte[] wanted) {
    for (int i = 0; i < wanted.length; i++) {
      if (body[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
