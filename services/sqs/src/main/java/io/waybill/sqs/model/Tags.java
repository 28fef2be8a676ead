package io.waybill.sqs.model;

import io.waybill.core.TagRules;
import io.waybill.shapes.Refusal;
import io.waybill.sqs.api.SqsErrors;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules of a queue's tags: at most 50, a key of 1 to 128 characters, a value of up to 256,
/// neither with AWS's own prefix `aws:`, both of letters, digits, spaces and `_.:/=+-@`.
public final class Tags {
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
    Map<String, String> tags = TagRules.added(present, added);
    if (TagRules.areTooMany(tags)) {
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
    return TagRules.removed(present, keys);
  }

  private static void check(String key, String value) {
    if (!TagRules.isKeyLength(key)) {
      throw invalid(KEY_LENGTH);
    }
    if (!TagRules.isValueLength(value)) {
      throw invalid("Tag values must be between 0 and 256 characters in length.");
    }
    if (TagRules.isReserved(key) || TagRules.isReserved(value)) {
      throw invalid("Tag keys and values starting with 'aws:' are reserved for system use.");
    }
    if (!TagRules.isOfItsCharacters(key) || !TagRules.isOfItsCharacters(value)) {
      throw invalid(
          "Tag keys and values can only include letters, digits, white space and the characters"
              + " _ . : / = + - @");
    }
  }

  private static Refusal invalid(String message) {
    return SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(message);
  }
}
