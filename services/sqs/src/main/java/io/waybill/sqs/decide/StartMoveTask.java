package io.waybill.sqs.decide;

import io.waybill.sqs.api.SqsErrors;
import io.waybill.sqs.state.MoveTask;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.Step;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Starts to move a queue's messages. Tells the task's id.
///
/// @param destination the ARN to move to, or null for where each message came from
/// @param perSecond 0 for as fast as it goes
public record StartMoveTask(@Nullable String destination, int perSecond) implements Decision<UUID> {
  /// AWS (ListMessageMoveTasks): the latest ten tasks are known.
  static final int REMEMBERED_MAX = 10;

  @Override
  public Optional<UUID> decide(Queue queue, Step step) {
    if (queue.moveTask() != null) {
      throw SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
          "There is already a task running. Only one active task is allowed for a source queue arn at a given time.");
    }
    List<MoveTask> before = MoveTask.all(queue.keys(), step.transaction());
    for (int i = 0; i <= before.size() - REMEMBERED_MAX; i++) {
      before.get(i).forget(queue.keys(), step.transaction());
    }
    long number = before.isEmpty() ? 1 : before.getLast().number() + 1;
    UUID id = step.stamp().uuid();
    MoveTask task =
        new MoveTask(
            number,
            id,
            destination,
            perSecond,
            MoveTask.Status.RUNNING,
            0,
            queue.visible(),
            step.now(),
            step.now(),
            null);
    task.save(queue.keys(), step.transaction());
    queue.moveTask(task);
    MoveTasks.goOn(queue, step);
    return Optional.of(id);
  }
}
