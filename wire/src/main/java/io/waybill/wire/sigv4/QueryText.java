package io.waybill.wire.sigv4;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// The query of a request, taken apart as far as signatures need it.
final class QueryText {
  private QueryText() {}

  /// The decoded value of the first parameter called `name`.
  static Optional<String> first(String query, String name) {
    for (String pair : query.split("&", -1)) {
      if (pair.startsWith(name)) {
        if (pair.length() == name.length()) {
          return Optional.of("");
        }
        if (pair.charAt(name.length()) == '=') {
          return Optional.of(Percent.decode(pair.substring(name.length() + 1)));
        }
      }
    }
    return Optional.empty();
  }

  /// The canonical query: every pair encoded one way, sorted, and the signature itself left out.
  static String canonical(String query) {
    if (query.isEmpty()) {
      return "";
    }
    List<String> pairs = new ArrayList<>();
    for (String pair : query.split("&", -1)) {
      if (pair.isEmpty() || pair.startsWith("X-Amz-Signature=")) {
        continue;
      }
      int equals = pair.indexOf('=');
      String name = equals < 0 ? pair : pair.substring(0, equals);
      String value = equals < 0 ? "" : pair.substring(equals + 1);
      // The equals sign sorts after some characters that names hold; a zero sorts before all.
      pairs.add(Percent.canonical(name) + '\0' + Percent.canonical(value));
    }
    Collections.sort(pairs);
    return String.join("&", pairs).replace('\0', '=');
  }
}
