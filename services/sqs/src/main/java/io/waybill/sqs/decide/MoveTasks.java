package io.waybill.sqs.decide;

import io.waybill.core.Arn;
import io.waybill.sqs.state.Attempts;
import io.waybill.sqs.state.Message;
import io.waybill.sqs.state.MoveTask;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.Shipment;
import io.waybill.sqs.state.Step;
import io.waybill.sqs.state.Trail;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Carries a queue's move task on: as many messages as its rate allows, then again a second later.
final class MoveTasks {
  private static final int PIECE = 250;
  private static final long SECOND = 1_000;

  private final Queue queue;
  private final Step step;
  private final MoveTask task;
  private int moved;
  private @Nullable String failure;

  private MoveTasks(Queue queue, MoveTask task, Step step) {
    this.queue = queue;
    this.task = task;
    this.step = step;
  }

  static void goOn(Queue queue, Step step) {
    MoveTask task = queue.moveTask();
    if (task != null && task.nextAt() <= step.now()) {
      new MoveTasks(queue, task, step).goOn();
    }
  }

  private void goOn() {
    long left = task.toMove() - task.moved();
    int most = (int) Math.min(task.perSecond() == 0 ? PIECE : task.perSecond(), left);
    boolean more = Lines.take(queue, most, this::move, step);
    long next = task.perSecond() == 0 ? step.now() : step.now() + SECOND;
    MoveTask after = task.progressed(moved, next);
    String why = failure;
    if (why != null) {
      after = after.ended(MoveTask.Status.FAILED, why);
    } else if (moved == left || (moved < most && !more)) {
      after = after.ended(MoveTask.Status.COMPLETED, null);
    }
    after.save(queue.keys(), step.transaction());
    queue.moveTask(after.status() == MoveTask.Status.RUNNING ? after : null);
    queue.save(step.transaction());
  }

  private boolean move(long sequence, Message message, Attempts attempts) {
    String target = task.destination() == null ? message.deadLetterSource() : task.destination();
    Optional<String> problem = problem(target);
    if (target == null || problem.isPresent() || failure != null) {
      failure = failure == null ? problem.orElse("") : failure;
      Visibility.putBack(queue, sequence, message, attempts, step);
      return true;
    }
    Removal.erase(queue, sequence, message.groupId(), step);
    step.trail(queue, message.id(), Trail.Event.MOVED, 0, target);
    String from = queue.definition().arn().toString();
    Message moving = Travel.counted(message, attempts);
    step.queues().ship(new Shipment(Shipment.Kind.MOVE, from, target, moving), step.transaction());
    moved++;
    return true;
  }

  /// AWS (ListMessageMoveTasks): the reasons for a task's failure.
  private Optional<String> problem(@Nullable String target) {
    if (target == null) {
      return Optional.of("CouldNotDetermineMessageSource");
    }
    boolean there = Arn.parse(target).flatMap(step.queues().catalog()::find).isPresent();
    return there ? Optional.empty() : Optional.of("AWS.SimpleQueueService.NonExistentQueue");
  }
}
