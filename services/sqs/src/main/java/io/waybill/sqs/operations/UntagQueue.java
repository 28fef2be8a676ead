package io.waybill.sqs.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import io.waybill.sqs.api.UntagQueueRequest;
import io.waybill.sqs.decide.Define;
import io.waybill.sqs.model.Refusals;
import io.waybill.sqs.model.Tags;
import java.util.List;

/// Removes tags from a queue.
final class UntagQueue implements Operation<UntagQueueRequest, Unit> {
  private final Queueing queueing;

  UntagQueue(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(Caller caller, UntagQueueRequest input, Answer<Unit> answer) {
    List<String> keys = Inputs.list(input.tagKeys());
    if (keys.isEmpty()) {
      throw Refusals.missing("TagKeys");
    }
    queueing.decide(
        caller,
        "UntagQueue",
        QueueUrls.arn(caller, input.queueUrl()),
        new Define((before, step) -> before.with(Tags.removed(before.tags(), keys))),
        answer);
  }
}
