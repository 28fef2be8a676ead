package io.waybill.sqs.model;

import io.waybill.core.Ascii;
import io.waybill.shapes.Refusal;
import io.waybill.sqs.api.SqsErrors;
import org.jspecify.annotations.Nullable;

/// A queue's name: 1 to 80 letters, digits, hyphens and underscores; a FIFO queue's ends with
/// `.fifo`, which counts.
public record QueueName(String value) {
  private static final String FIFO_SUFFIX = ".fifo";
  private static final int LENGTH_MAX = 80;

  public QueueName {
    if (!isName(value)) {
      throw new IllegalArgumentException("not a queue's name: '" + value + "'");
    }
  }

  /// The name in `text`, or a refusal.
  public static QueueName parse(@Nullable String text) {
    if (text == null) {
      throw SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
          "Value for parameter QueueName is invalid. Reason: Must specify a queue name.");
    }
    if (isName(text)) {
      return new QueueName(text);
    }
    if (text.isEmpty()) {
      throw SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because("Queue name cannot be empty");
    }
    throw text.endsWith(FIFO_SUFFIX) ? notFifo() : notStandard();
  }

  /// Whether the queue keeps its messages in order.
  public boolean isFifo() {
    return value.endsWith(FIFO_SUFFIX);
  }

  /// The refusal of a name that is none of a standard queue.
  static Refusal notStandard() {
    return SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
        "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length");
  }

  /// The refusal of a name that is none of a FIFO queue.
  static Refusal notFifo() {
    return SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
        "The name of a FIFO queue can only include alphanumeric characters, hyphens, or"
            + " underscores, must end with .fifo suffix and be 1 to 80 in length");
  }

  /// Whether `text` is formed as the name of a queue.
  public static boolean isName(String text) {
    int stem = text.length() - (text.endsWith(FIFO_SUFFIX) ? FIFO_SUFFIX.length() : 0);
    if (stem < 1 || text.length() > LENGTH_MAX) {
      return false;
    }
    for (int i = 0; i < stem; i++) {
      if (!Ascii.isWord(text.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public String toString() {
    return value;
  }
}
