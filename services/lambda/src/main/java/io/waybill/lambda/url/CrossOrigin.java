package io.waybill.lambda.url;

import io.waybill.lambda.api.Cors;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a URL's configuration lets web pages of other origins do. Lambda itself answers for it: the
/// function never sees a preflight.
final class CrossOrigin {
  private CrossOrigin() {}

  /// Whether a browser asks, before the request itself, whether it may send it.
  static boolean isPreflight(UrlRequest request) {
    return request.method().equals("OPTIONS")
        && request.first("origin").isPresent()
        && request.first("access-control-request-method").isPresent();
  }

  /// What to add to the answer of `request`; nothing where its origin is not let in.
  static List<UrlRequest.Field> fields(@Nullable Cors cors, UrlRequest request) {
    List<UrlRequest.Field> fields = new ArrayList<>();
    Optional<String> origin = request.first("origin").filter(each -> allows(cors, each));
    if (cors == null || origin.isEmpty()) {
      return fields;
    }
    boolean anybody = list(cors.allowOrigins()).contains("*") && !credentials(cors);
    fields.add(new UrlRequest.Field("Access-Control-Allow-Origin", anybody ? "*" : origin.get()));
    if (!anybody) {
      fields.add(new UrlRequest.Field("Vary", "Origin"));
    }
    if (credentials(cors)) {
      fields.add(new UrlRequest.Field("Access-Control-Allow-Credentials", "true"));
    }
    if (isPreflight(request)) {
      add(fields, "Access-Control-Allow-Methods", list(cors.allowMethods()));
      add(fields, "Access-Control-Allow-Headers", list(cors.allowHeaders()));
      if (cors.maxAge() != null) {
        fields.add(new UrlRequest.Field("Access-Control-Max-Age", cors.maxAge().toString()));
      }
    } else {
      add(fields, "Access-Control-Expose-Headers", list(cors.exposeHeaders()));
    }
    return fields;
  }

  private static void add(List<UrlRequest.Field> fields, String name, List<String> values) {
    if (!values.isEmpty()) {
      fields.add(new UrlRequest.Field(name, String.join(",", values)));
    }
  }

  private static boolean credentials(Cors cors) {
    return Boolean.TRUE.equals(cors.allowCredentials());
  }

  private static boolean allows(@Nullable Cors cors, String origin) {
    return cors != null
        && list(cors.allowOrigins()).stream().anyMatch(each -> matches(each, origin));
  }

  /// `*` for all, or with one star in it for any letters.
  private static boolean matches(String allowed, String origin) {
    String there = origin.toLowerCase(Locale.ROOT);
    String pattern = allowed.toLowerCase(Locale.ROOT);
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(there);
    }
    String tail = pattern.substring(star + 1);
    return there.length() >= pattern.length() - 1
        && there.startsWith(pattern.substring(0, star))
        && there.endsWith(tail);
  }

  private static List<String> list(@Nullable List<String> values) {
    return values == null ? List.of() : values;
  }
}
