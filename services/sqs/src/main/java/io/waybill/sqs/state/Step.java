package io.waybill.sqs.state;

import io.waybill.core.Stamp;
import io.waybill.engine.partition.Transaction;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What a decider works with: the queues of its partition, the transaction, and the stamp of the
/// step.
public record Step(Queues queues, Transaction transaction, Stamp stamp) {
  public long now() {
    return stamp.millis();
  }

  /// Writes a line of the trail of a message in `queue`.
  public void trail(Queue queue, UUID messageId, Trail.Event event, int attempt) {
    trail(queue, messageId, event, attempt, null);
  }

  /// Writes a line of the trail in which another queue takes part.
  ///
  /// @param other its ARN
  public void trail(
      Queue queue, UUID messageId, Trail.Event event, int attempt, @Nullable String other) {
    queues
        .trail()
        .write(messageId, event, queue.definition().number(), attempt, other, transaction, stamp);
  }
}
