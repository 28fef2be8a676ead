package io.waybill.sqs.model;

/// Within what a FIFO queue's deduplication id is unique.
public enum DeduplicationScope {
  QUEUE("queue"),
  MESSAGE_GROUP("messageGroup");

  private final String text;

  DeduplicationScope(String text) {
    this.text = text;
  }

  /// AWS's word for it.
  public String text() {
    return text;
  }

  /// The scope that `text` names, or a refusal.
  public static DeduplicationScope parse(String text) {
    for (DeduplicationScope scope : values()) {
      if (scope.text.equals(text)) {
        return scope;
      }
    }
    throw Refusals.invalidAttribute("DeduplicationScope");
  }
}
