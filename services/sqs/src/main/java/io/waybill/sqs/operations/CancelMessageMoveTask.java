package io.waybill.sqs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sqs.api.CancelMessageMoveTaskRequest;
import io.waybill.sqs.api.CancelMessageMoveTaskResult;
import io.waybill.sqs.decide.CancelMoveTask;

/// Stops a move task.
final class CancelMessageMoveTask
    implements Operation<CancelMessageMoveTaskRequest, CancelMessageMoveTaskResult> {
  private final Queueing queueing;

  CancelMessageMoveTask(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(
      Caller caller,
      CancelMessageMoveTaskRequest input,
      Answer<CancelMessageMoveTaskResult> answer) {
    TaskHandle handle = TaskHandle.parse(input.taskHandle());
    Arn source = MoveTaskArns.existing(caller, handle.sourceArn(), queueing.catalog());
    queueing.decide(
        caller,
        "CancelMessageMoveTask",
        source,
        new CancelMoveTask(handle.id()),
        Answers.mapped(answer, CancelMessageMoveTaskResult::new));
  }
}
