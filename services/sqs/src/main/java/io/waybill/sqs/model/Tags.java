package io.waybill.sqs.model;

import io.waybill.shapes.Refusal;
import io.waybill.sqs.api.SqsErrors;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules of a queue's tags: at most 50, a key of 1 to 128 characters, a value of up to 256,
/// neither with AWS's own prefix `aws:`, both of letters, digits, spaces and `_.:/=+-@`.
public final class Tags {
  private static final int COUNT_MAX = 50;
  private static final int KEY_LENGTH_MAX = 128;
  private static final int VALUE_LENGTH_MAX = 256;
  private static final String RESERVED = "aws:";
  private static final Pattern CHARACTERS = Pattern.compile("[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*");
  private static final String KEY_LENGTH =
      "Tag keys must be between 1 and 128 characters in length.";

  private Tags() {}

  /// The tags of a new queue, or a refusal.
  public static Map<String, String> forNew(QueueName queue, @Nullable Map<String, String> tags) {
    return tags == null || tags.isEmpty() ? Map.of() : added(queue, Map.of(), tags);
  }

  /// `present` after TagQueue with `added`: a key that is there gets the new value.
  public static Map<String, String> added(
      QueueName queue, Map<String, String> present, @Nullable Map<String, String> added) {
    if (added == null || added.isEmpty()) {
      throw Refusals.missing("Tags");
    }
    added.forEach(Tags::check);
    Map<String, String> tags = new TreeMap<>(present);
    tags.putAll(added);
    if (tags.size() > COUNT_MAX) {
      throw invalid("Too many tags added for queue " + queue.value() + ".");
    }
    return tags;
  }

  /// `present` after UntagQueue of `keys`: a key that is not there is no fault.
  public static Map<String, String> removed(
      Map<String, String> present, @Nullable Collection<String> keys) {
    if (keys == null || keys.isEmpty()) {
      throw invalid(KEY_LENGTH);
    }
    Map<String, String> tags = new TreeMap<>(present);
    tags.keySet().removeAll(keys);
    return tags;
  }

  private static void check(String key, String value) {
    int keyLength = key.codePointCount(0, key.length());
    if (keyLength < 1 || keyLength > KEY_LENGTH_MAX) {
      throw invalid(KEY_LENGTH);
    }
    if (value.codePointCount(0, value.length()) > VALUE_LENGTH_MAX) {
      throw invalid("Tag values must be between 0 and 256 characters in length.");
    }
    if (isReserved(key) || isReserved(value)) {
      throw invalid("Tag keys and values starting with 'aws:' are reserved for system use.");
    }
    if (!CHARACTERS.matcher(key).matches() || !CHARACTERS.matcher(value).matches()) {
      throw invalid(
          "Tag keys and values can only include letters, digits, white space and the characters"
              + " _ . : / = + - @");
    }
  }

  private static boolean isReserved(String text) {
    return text.regionMatches(true, 0, RESERVED, 0, RESERVED.length());
  }

  private static Refusal invalid(String message) {
    return SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(message);
  }
}
