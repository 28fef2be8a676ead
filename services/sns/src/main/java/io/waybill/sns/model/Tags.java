package io.waybill.sns.model;

import io.waybill.core.TagRules;
import io.waybill.sns.api.SnsErrors;
import io.waybill.sns.api.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules of a topic's tags: at most 50, no key twice in one call, none with AWS's own prefix
/// `aws:`. The lengths are the model's.
public final class Tags {
  private Tags() {}

  /// What a call gave, or a refusal.
  public static Map<String, String> given(@Nullable List<Tag> tags) {
    Map<String, String> given = new LinkedHashMap<>();
    for (Tag tag : tags == null ? List.<Tag>of() : tags) {
      String key = tag.key() == null ? "" : tag.key();
      String value = tag.value() == null ? "" : tag.value();
      check(key, value);
      if (given.put(key, value) != null) {
        throw Refusals.invalid("Duplicated keys are not allowed.");
      }
    }
    return given;
  }

  /// `present` with `added`: a key that is there gets the new value.
  public static Map<String, String> added(Map<String, String> present, Map<String, String> added) {
    Map<String, String> tags = TagRules.added(present, added);
    if (TagRules.areTooMany(tags)) {
      throw SnsErrors.TAG_LIMIT_EXCEEDED_EXCEPTION.because(
          "Could not complete request: tag quota of per resource exceeded");
    }
    return tags;
  }

  /// The tags as they are listed.
  public static List<Tag> shown(Map<String, String> tags) {
    return tags.entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toList();
  }

  private static void check(String key, String value) {
    if (TagRules.isReserved(key)) {
      throw Refusals.invalid("Tag keys that start with 'aws:' are reserved for system use.");
    }
    if (!TagRules.isOfItsCharacters(key) || !TagRules.isOfItsCharacters(value)) {
      throw Refusals.invalid(
          "Tag keys and values can only include letters, digits, white space and the characters"
              + " _ . : / = + - @");
    }
  }
}
