package io.waybill.sqs.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import io.waybill.sqs.api.PurgeQueueRequest;

/// Removes all messages of a queue.
final class PurgeQueue implements Operation<PurgeQueueRequest, Unit> {
  private final Queueing queueing;

  PurgeQueue(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(Caller caller, PurgeQueueRequest input, Answer<Unit> answer) {
    queueing.decide(
        caller,
        "PurgeQueue",
        QueueUrls.arn(caller, input.queueUrl()),
        new io.waybill.sqs.decide.PurgeQueue(),
        answer);
  }
}
