package io.waybill.sqs.decide;

import io.waybill.shapes.Unit;
import io.waybill.sqs.api.SqsErrors;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.Step;
import java.util.Optional;

/// Deletes a queue with all it holds; whoever waits for its messages is told.
public record DeleteQueue() implements Decision<Unit> {
  @Override
  public Optional<Unit> decide(Queue queue, Step step) {
    queue
        .waiters()
        .takeAll()
        .forEach(waiter ->
            step.transaction()
                .refuse(
                    waiter.answer(),
                    SqsErrors.QUEUE_DOES_NOT_EXIST.because(OnQueue.DOES_NOT_EXIST)));
    step.queues().delete(queue, step.now(), step.transaction());
    return Optional.of(Unit.INSTANCE);
  }
}
