package io.waybill.lambda.model;

import io.waybill.core.TagRules;
import java.util.Map;

/// What tags that a caller puts may be: none with AWS's own prefix, and of their lengths, which
/// Lambda's model does not tell.
public final class Tags {
  private Tags() {}

  /// The tags of what is new, or a refusal.
  public static Map<String, String> forNew(Map<String, String> tags) {
    return counted(checked(tags));
  }

  /// Refuses tags of which one may not be put.
  public static Map<String, String> checked(Map<String, String> tags) {
    tags.forEach((key, value) -> {
      if (TagRules.isReserved(key)) {
        throw Refusals.invalid("aws: prefixed tag key names are not allowed for external use.");
      }
      if (!TagRules.isKeyLength(key)) {
        throw Refusals.invalid(
            "Tag keys must have a length between 1 and " + TagRules.KEY_LENGTH_MAX + ".");
      }
      if (value != null && !TagRules.isValueLength(value)) {
        throw Refusals.invalid(
            "Tag values must have a length of at most " + TagRules.VALUE_LENGTH_MAX + ".");
      }
    });
    return tags;
  }

  /// What a resource is to have. Refuses more than it may.
  public static Map<String, String> counted(Map<String, String> tags) {
    if (TagRules.areTooMany(tags)) {
      throw Refusals.invalid("Number of tags exceeds resource tag limit.");
    }
    return tags;
  }
}
