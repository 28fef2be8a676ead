package io.waybill.simulation;

import io.waybill.sqs.api.CancelMessageMoveTaskRequest;
import io.waybill.sqs.api.CancelMessageMoveTaskResult;
import io.waybill.sqs.api.SqsApi;
import io.waybill.sqs.api.StartMessageMoveTaskRequest;
import io.waybill.sqs.api.StartMessageMoveTaskResult;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Starts and cancels move tasks.
final class Moving {
  private Moving() {}

  static final class Starting extends Call<StartMessageMoveTaskResult> {
    private final @Nullable QueueModel target;
    private final Consumer<String> handles;

    Starting(World world, QueueModel queue, @Nullable QueueModel target, Consumer<String> handles) {
      super(world, queue, "move to " + target);
      this.target = target;
      this.handles = handles;
    }

    void begin(@Nullable Integer perSecond) {
      queue.moving = true;
      List<QueueModel> targets =
          target == null ? List.copyOf(world.queues.values()) : List.of(target);
      targets.forEach(each -> queue.moveTargets.add(each.name));
      start(
          SqsApi.START_MESSAGE_MOVE_TASK,
          new StartMessageMoveTaskRequest(
              queue.arn(), target == null ? null : target.arn(), perSecond));
    }

    @Override
    void done(StartMessageMoveTaskResult output) {
      handles.accept(Objects.requireNonNull(output.taskHandle()));
    }

    @Override
    void refused(String code) {}

    @Override
    void inDoubt() {}
  }

  static final class Cancelling extends Call<CancelMessageMoveTaskResult> {
    Cancelling(World world, QueueModel queue) {
      super(world, queue, "cancel");
    }

    void begin(String handle) {
      start(SqsApi.CANCEL_MESSAGE_MOVE_TASK, new CancelMessageMoveTaskRequest(handle));
    }

    @Override
    void done(CancelMessageMoveTaskResult output) {}

    @Override
    void refused(String code) {}

    @Override
    void inDoubt() {}
  }
}
