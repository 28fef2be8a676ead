package io.waybill.sqs.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sqs.api.ListQueueTagsRequest;
import io.waybill.sqs.api.ListQueueTagsResult;
import java.util.Map;
import java.util.Optional;

/// Shows a queue's tags.
final class ListQueueTags implements Operation<ListQueueTagsRequest, ListQueueTagsResult> {
  private final Queueing queueing;

  ListQueueTags(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(Caller caller, ListQueueTagsRequest input, Answer<ListQueueTagsResult> answer) {
    queueing.decide(
        caller,
        "ListQueueTags",
        QueueUrls.arn(caller, input.queueUrl()),
        (queue, step) -> {
          Map<String, String> tags = queue.definition().tags();
          return Optional.of(new ListQueueTagsResult(tags.isEmpty() ? null : tags));
        },
        answer);
  }
}
