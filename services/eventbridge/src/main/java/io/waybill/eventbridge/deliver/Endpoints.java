package io.waybill.eventbridge.deliver;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// The addresses of endpoints.
final class Endpoints {
  private Endpoints() {}

  /// `address` with `values` in place of its `*`, in order, each as one part of the path.
  static String withPath(String address, List<String> values) {
    StringBuilder out = new StringBuilder();
    int from = 0;
    for (String value : values) {
      int star = address.indexOf('*', from);
      if (star < 0) {
        break;
      }
      String part = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
      out.append(address, from, star).append(part);
      from = star + 1;
    }
    return out.append(address.substring(from)).toString();
  }

  /// `address` with `query` behind what it has. An address that can't be called comes out as one
  /// that the caller refuses.
  static URI withQuery(String address, Map<String, String> query) {
    String whole = address;
    if (!query.isEmpty()) {
      whole += (address.indexOf('?') < 0 ? "?" : "&") + Tokens.encoded(query);
    }
    try {
      return new URI(whole);
    } catch (URISyntaxException malformed) {
      return URI.create("invalid:address");
    }
  }
}
