package io.waybill.eventbridge.model;

import io.waybill.eventbridge.api.Tag;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// The tags of a rule or bus: at most 50, none with AWS's own prefix.
public final class TagRules {
  private static final int COUNT_MAX = 50;

  private TagRules() {}

  /// `present` with `added`, where a key that is there gets the new value, or a refusal.
  public static Map<String, String> added(Map<String, String> present, List<Tag> added) {
    Map<String, String> tags = new TreeMap<>(present);
    for (Tag tag : added) {
      String key = tag.key() == null ? "" : tag.key();
      if (key.toLowerCase(Locale.ROOT).startsWith("aws:")) {
        throw Refusals.invalid("System tags cannot be added/updated by requester.");
      }
      tags.put(key, tag.value() == null ? "" : tag.value());
    }
    if (tags.size() > COUNT_MAX) {
      throw Refusals.tooMany();
    }
    return tags;
  }

  /// `present` without `keys`: one that is not there is no fault.
  public static Map<String, String> removed(Map<String, String> present, Collection<String> keys) {
    Map<String, String> tags = new TreeMap<>(present);
    tags.keySet().removeAll(keys);
    return tags;
  }

  /// `tags` as AWS lists them.
  public static List<Tag> listed(Map<String, String> tags) {
    return tags.entrySet().stream().map(tag -> new Tag(tag.getKey(), tag.getValue())).toList();
  }
}
