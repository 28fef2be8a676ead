package io.waybill.sqs.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import io.waybill.sqs.api.DeleteQueueRequest;

/// Deletes a queue with all it holds.
final class DeleteQueue implements Operation<DeleteQueueRequest, Unit> {
  private final Queueing queueing;

  DeleteQueue(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(Caller caller, DeleteQueueRequest input, Answer<Unit> answer) {
    queueing.decide(
        caller,
        "DeleteQueue",
        QueueUrls.arn(caller, input.queueUrl()),
        new io.waybill.sqs.decide.DeleteQueue(),
        answer);
  }
}
