package io.waybill.sqs.model;

import io.waybill.sqs.api.SqsErrors;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The rules of a queue's tags: at most 50, a key of 1 to 128 characters that does not start with
/// `aws:`, a value of up to 256.
public final class Tags {
  private static final int COUNT_MAX = 50;
  private static final int KEY_LENGTH_MAX = 128;
  private static final int VALUE_LENGTH_MAX = 256;

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
      throw SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
          "Too many tags added for queue " + queue.value() + ".");
    }
    return tags;
  }

  /// `present` after UntagQueue of `keys`: a key that is not there is no fault.
  public static Map<String, String> removed(
      Map<String, String> present, @Nullable Collection<String> keys) {
    if (keys == null || keys.isEmpty()) {
      throw SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
          "Tag keys must be between 1 and 128 characters in length.");
    }
    Map<String, String> tags = new TreeMap<>(present);
    tags.keySet().removeAll(keys);
    return tags;
  }

  private static void check(String key, String value) {
    if (key.isEmpty() || key.length() > KEY_LENGTH_MAX) {
      throw SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
          "Tag keys must be between 1 and 128 characters in length.");
    }
    if (value.length() > VALUE_LENGTH_MAX) {
      throw SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
          "Tag values must be between 0 and 256 characters in length.");
    }
    if (key.regionMatches(true, 0, "aws:", 0, 4)) {
      throw SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
          "Tag keys starting with 'aws:' are reserved for system use.");
    }
  }
}
