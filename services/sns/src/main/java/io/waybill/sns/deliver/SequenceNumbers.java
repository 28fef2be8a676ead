package io.waybill.sns.deliver;

/// Sequence numbers of FIFO topics as AWS writes them: 20 digits that rise with every message.
public final class SequenceNumbers {
  private SequenceNumbers() {}

  /// The text for a message's number in its topic, 1 or more.
  public static String text(long number) {
    return "1%019d".formatted(number * 1000);
  }
}
