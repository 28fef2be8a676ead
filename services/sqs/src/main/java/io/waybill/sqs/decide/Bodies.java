package io.waybill.sqs.decide;

import io.waybill.sqs.state.Message;
import io.waybill.sqs.state.MessageCodec;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.Step;

/// Reads messages where they are stored.
final class Bodies {
  private Bodies() {}

  /// Message `sequence`, which must be there.
  static Message read(Queue queue, char kind, long sequence, Step step) {
    byte[] value = step.transaction().get(queue.keys().numbered(kind, sequence));
    if (value == null) {
      throw new IllegalStateException(
          "message " + sequence + " of " + queue.definition().arn() + " is not in the store");
    }
    return MessageCodec.read(value);
  }
}
