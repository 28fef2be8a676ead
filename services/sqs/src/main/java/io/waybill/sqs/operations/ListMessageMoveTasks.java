package io.waybill.sqs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sqs.api.ListMessageMoveTasksRequest;
import io.waybill.sqs.api.ListMessageMoveTasksResult;
import io.waybill.sqs.api.ListMessageMoveTasksResultEntry;
import io.waybill.sqs.model.Refusals;
import io.waybill.sqs.state.MoveTask;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Shows the latest move tasks of a queue, the newest first.
final class ListMessageMoveTasks
    implements Operation<ListMessageMoveTasksRequest, ListMessageMoveTasksResult> {
  private static final int RESULTS_MAX = 10;

  private final Queueing queueing;

  ListMessageMoveTasks(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(
      Caller caller, ListMessageMoveTasksRequest input, Answer<ListMessageMoveTasksResult> answer) {
    Arn source = MoveTaskArns.existing(caller, input.sourceArn(), queueing.catalog());
    int most = most(input.maxResults());
    queueing.decide(
        caller,
        "ListMessageMoveTasks",
        source,
        (queue, step) -> {
          List<ListMessageMoveTasksResultEntry> entries =
              MoveTask.all(queue.keys(), step.transaction()).reversed().stream()
                  .limit(most)
                  .map(task -> entry(source, task))
                  .toList();
          return Optional.of(new ListMessageMoveTasksResult(entries));
        },
        answer);
  }

  private static int most(@Nullable Integer requested) {
    if (requested == null) {
      return 1;
    }
    if (requested < 1 || requested > RESULTS_MAX) {
      throw Refusals.invalidValue(
          "MaxResults",
          requested,
          "Value for parameter MaxResults is invalid. Reason: Must be between 1 and "
              + RESULTS_MAX);
    }
    return requested;
  }

  /// AWS: a handle is shown only while the task runs, because only then it can be cancelled.
  private static ListMessageMoveTasksResultEntry entry(Arn source, MoveTask task) {
    boolean running = task.status() == MoveTask.Status.RUNNING;
    return new ListMessageMoveTasksResultEntry(
        running ? new TaskHandle(task.id(), source.toString()).text() : null,
        task.status().name(),
        source.toString(),
        task.destination(),
        task.perSecond() == 0 ? null : task.perSecond(),
        task.moved(),
        task.toMove(),
        task.failure(),
        task.startedAt());
  }
}
