package io.waybill.eventbridge.model;

import io.waybill.core.TagRules;
import io.waybill.eventbridge.api.Tag;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The tags of a rule or bus: at most 50, none with AWS's own prefix.
public final class Tags {
  private Tags() {}

  /// `present` with `added`, where a key that is there gets the new value, or a refusal.
  public static Map<String, String> added(Map<String, String> present, List<Tag> added) {
    Map<String, String> tags = TagRules.added(present, given(added));
    if (TagRules.areTooMany(tags)) {
      throw Refusals.tooMany();
    }
    return tags;
  }

  private static Map<String, String> given(List<Tag> tags) {
    Map<String, String> given = new TreeMap<>();
    for (Tag tag : tags) {
      String key = tag.key() == null ? "" : tag.key();
      if (TagRules.isReserved(key)) {
        throw Refusals.invalid("System tags cannot be added/updated by requester.");
      }
      given.put(key, tag.value() == null ? "" : tag.value());
    }
    return given;
  }

  /// `tags` as AWS lists them.
  public static List<Tag> listed(Map<String, String> tags) {
    return tags.entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toList();
  }
}
