package io.waybill.sqs.decide;

import io.waybill.sqs.api.SqsErrors;
import io.waybill.sqs.state.MoveTask;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.Step;
import java.util.Optional;
import java.util.UUID;

/// Stops a move task. Tells how many messages it has moved.
public record CancelMoveTask(UUID id) implements Decision<Long> {
  @Override
  public Optional<Long> decide(Queue queue, Step step) {
    Optional<MoveTask> known =
        MoveTask.all(queue.keys(), step.transaction()).stream()
            .filter(task -> task.id().equals(id))
            .findFirst();
    if (known.isEmpty()) {
      throw SqsErrors.RESOURCE_NOT_FOUND_EXCEPTION.because("Task does not exist.");
    }
    MoveTask running = queue.moveTask();
    if (running == null || !running.id().equals(id)) {
      throw SqsErrors.UNSUPPORTED_OPERATION.because("Only active tasks can be cancelled.");
    }
    running.ended(MoveTask.Status.CANCELLED, null).save(queue.keys(), step.transaction());
    queue.moveTask(null);
    return Optional.of(running.moved());
  }
}
