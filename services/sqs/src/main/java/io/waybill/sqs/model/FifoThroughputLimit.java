package io.waybill.sqs.model;

/// What a FIFO queue's throughput quota is counted by. Waybill has no quota; it keeps the word.
public enum FifoThroughputLimit {
  PER_QUEUE("perQueue"),
  PER_MESSAGE_GROUP_ID("perMessageGroupId");

  private final String text;

  FifoThroughputLimit(String text) {
    this.text = text;
  }

  /// AWS's word for it.
  public String text() {
    return text;
  }

  static FifoThroughputLimit parse(String text) {
    for (FifoThroughputLimit limit : values()) {
      if (limit.text.equals(text)) {
        return limit;
      }
    }
    throw Refusals.invalidAttribute("FifoThroughputLimit");
  }
}
