package io.waybill.sqs.decide;

/// Sequence numbers of FIFO messages as AWS writes them: 20 digits that rise with every message of
/// a queue.
public final class SequenceNumbers {
  private SequenceNumbers() {}

  /// The text for a message's number in its queue, 1 or more.
  public static String text(long number) {
    String digits = Long.toString(number);
    return "188" + "0".repeat(17 - digits.length()) + digits;
  }
}
