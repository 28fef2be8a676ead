package io.waybill.sqs.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import io.waybill.sqs.api.TagQueueRequest;
import io.waybill.sqs.decide.Define;
import io.waybill.sqs.model.Refusals;
import io.waybill.sqs.model.Tags;
import java.util.Map;

/// Adds tags to a queue.
final class TagQueue implements Operation<TagQueueRequest, Unit> {
  private final Queueing queueing;

  TagQueue(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(Caller caller, TagQueueRequest input, Answer<Unit> answer) {
    Map<String, String> tags = Inputs.map(input.tags());
    if (tags.isEmpty()) {
      throw Refusals.missing("Tags");
    }
    queueing.decide(
        caller,
        "TagQueue",
        QueueUrls.arn(caller, input.queueUrl()),
        new Define((before, step) -> before.with(Tags.added(before.name(), before.tags(), tags))),
        answer);
  }
}
