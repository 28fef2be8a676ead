package io.waybill.sqs.decide;

import io.waybill.sqs.model.Receipt;
import io.waybill.sqs.state.InFlight;
import io.waybill.sqs.state.Queue;
import java.util.Optional;

/// Receipt handles of one queue: sealed with its secret, so that forged ones and those of other
/// queues are refused.
final class Receipts {
  private Receipts() {}

  /// The handle that acts on `flight` until the message is received again.
  static String handle(Queue queue, InFlight flight) {
    return queue
        .seal()
        .seal(
            new Receipt(
                queue.partition().value(),
                queue.definition().number(),
                flight.sequence(),
                flight.attempt()));
  }

  static Optional<Receipt> open(Queue queue, String handle) {
    return queue
        .seal()
        .open(handle)
        .filter(receipt -> receipt.queueId() == queue.definition().number());
  }
}
