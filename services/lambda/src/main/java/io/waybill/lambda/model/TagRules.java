package io.waybill.lambda.model;

import java.util.Locale;
import java.util.Map;

/// What tags that a caller puts may be.
// AWS ("Using tags on Lambda functions"): keys of up to 128 characters and values of up to 256; the
// prefix is its own, in whatever case.
public final class TagRules {
  private static final int KEY_MAX = 128;
  private static final int VALUE_MAX = 256;

  private TagRules() {}

  /// Refuses tags of which one may not be put.
  public static Map<String, String> checked(Map<String, String> tags) {
    tags.forEach((key, value) -> {
      if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
        throw Refusals.invalid("aws: prefixed tag key names are not allowed for external use.");
      }
      if (key.isEmpty() || key.length() > KEY_MAX) {
        throw Refusals.invalid("Tag keys must have a length between 1 and " + KEY_MAX + ".");
      }
      if (value != null && value.length() > VALUE_MAX) {
        throw Refusals.invalid("Tag values must have a length of at most " + VALUE_MAX + ".");
      }
    });
    return tags;
  }
}
