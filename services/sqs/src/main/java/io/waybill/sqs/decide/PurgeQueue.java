package io.waybill.sqs.decide;

import io.waybill.shapes.Unit;
import io.waybill.sqs.api.SqsErrors;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.Step;
import java.util.Optional;

/// Removes all messages of a queue.
public record PurgeQueue() implements Decision<Unit> {
  private static final long PAUSE_MILLIS = 60_000;

  @Override
  public Optional<Unit> decide(Queue queue, Step step) {
    boolean tooEarly = step.now() - queue.purgedAt() < PAUSE_MILLIS;
    if (tooEarly && !step.queues().settings().recreateAtOnce()) {
      throw SqsErrors.PURGE_QUEUE_IN_PROGRESS.because(
          "Only one PurgeQueue operation on "
              + queue.definition().name().value()
              + " is allowed every 60 seconds.");
    }
    queue.purge(step.now(), step.transaction());
    queue.save(step.transaction());
    return Optional.of(Unit.INSTANCE);
  }
}
