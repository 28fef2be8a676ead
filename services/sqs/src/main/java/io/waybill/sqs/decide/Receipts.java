package io.waybill.sqs.decide;

import io.waybill.sqs.model.Receipt;
import io.waybill.sqs.state.InFlight;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.QueueDefinition;
import java.util.Optional;

/// Receipt handles of one queue: sealed with its secret, so that forged ones and those of other queues are refused.
public final class Receipts {
  private Receipts() {}

  /// The handle that acts on `flight` until the message is received again.
  public static String handle(QueueDefinition queue, int partition, InFlight flight) {
    return new Receipt(partition, queue.number(), flight.sequence(), flight.attempt())
        .sealed(queue.secret());
  }

  static Optional<Receipt> open(Queue queue, String handle) {
    return Receipt.open(handle, queue.definition().secret())
        .filter(receipt -> receipt.queueId() == queue.definition().number());
  }
}
