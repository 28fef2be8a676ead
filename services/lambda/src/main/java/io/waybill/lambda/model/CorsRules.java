package io.waybill.lambda.model;

import io.waybill.lambda.api.Cors;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the cross-origin settings of a function URL may say, beyond the lengths of the model.
public final class CorsRules {
  // AWS (Cors): methods such as GET, POST and DELETE, or the wildcard; OPTIONS it answers itself.
  private static final Set<String> METHODS =
      Set.of("GET", "PUT", "POST", "DELETE", "HEAD", "PATCH", "*");

  // AWS (Cors): such as https://www.example.com and http://localhost:60905, or the wildcard.
  private static final Pattern ORIGIN = Pattern.compile("\\*|[A-Za-z][A-Za-z0-9+.-]*://[^\\s/?#]+");

  private CorsRules() {}

  public static void check(@Nullable Cors cors) {
    if (cors == null) {
      return;
    }
    for (String method : list(cors.allowMethods())) {
      if (!METHODS.contains(method)) {
        throw Refusals.invalid("The method " + method + " in AllowMethods is invalid.");
      }
    }
    for (String origin : list(cors.allowOrigins())) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw Refusals.invalid("The origin " + origin + " in AllowOrigins is invalid.");
      }
    }
  }

  private static List<String> list(@Nullable List<String> values) {
    return values == null ? List.of() : values;
  }
}
