package io.waybill.core;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/// What AWS allows of the tags of any resource. The services differ in which of these rules they
/// check themselves, in what order, and in the words of their refusals: those stay with them.
// AWS ("Tag naming limits and requirements").
public final class TagRules {
  public static final int COUNT_MAX = 50;
  public static final int KEY_LENGTH_MAX = 128;
  public static final int VALUE_LENGTH_MAX = 256;

  private static final String RESERVED = "aws:";
  private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");

  private TagRules() {}

  /// Whether a key or value has AWS's own prefix, in whatever case.
  public static boolean isReserved(String text) {
    return text.regionMatches(true, 0, RESERVED, 0, RESERVED.length());
  }

  /// Whether a key is of 1 to 128 characters.
  public static boolean isKeyLength(String key) {
    return !key.isEmpty() && length(key) <= KEY_LENGTH_MAX;
  }

  /// Whether a value is of up to 256 characters.
  public static boolean isValueLength(String value) {
    return length(value) <= VALUE_LENGTH_MAX;
  }

  private static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /// Whether a key or value is of letters, digits, spaces and `_.:/=+-@` alone.
  public static boolean isOfItsCharacters(String text) {
    return CHARACTERS.matcher(text).matches();
  }

  /// Whether a resource may not have so many.
  public static boolean areTooMany(Map<String, String> tags) {
    return tags.size() > COUNT_MAX;
  }

  /// `present` with `added`: a key that is there gets the new value.
  public static Map<String, String> added(Map<String, String> present, Map<String, String> added) {
    Map<String, String> tags = new TreeMap<>(present);
    tags.putAll(added);
    return tags;
  }

  /// `present` without `keys`: a key that is not there is no fault.
  public static Map<String, String> removed(Map<String, String> present, Collection<String> keys) {
    Map<String, String> tags = new TreeMap<>(present);
    keys.forEach(tags::remove);
    return tags;
  }
}
