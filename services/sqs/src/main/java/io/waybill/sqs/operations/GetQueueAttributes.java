package io.waybill.sqs.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sqs.api.GetQueueAttributesRequest;
import io.waybill.sqs.api.GetQueueAttributesResult;
import io.waybill.sqs.model.QueueFacts;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.QueueDefinition;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Shows a queue's attributes.
final class GetQueueAttributes
    implements Operation<GetQueueAttributesRequest, GetQueueAttributesResult> {
  private final Queueing queueing;

  GetQueueAttributes(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(
      Caller caller, GetQueueAttributesRequest input, Answer<GetQueueAttributesResult> answer) {
    List<String> names = Inputs.list(input.attributeNames());
    queueing.decide(
        caller,
        "GetQueueAttributes",
        QueueUrls.arn(caller, input.queueUrl()),
        (queue, step) -> {
          Map<String, String> shown = queue.definition().attributes().shown(names, facts(queue));
          return Optional.of(new GetQueueAttributesResult(shown.isEmpty() ? null : shown));
        },
        answer);
  }

  private static QueueFacts facts(Queue queue) {
    QueueDefinition definition = queue.definition();
    return new QueueFacts(
        definition.arn().toString(),
        definition.createdAt() / 1000,
        definition.modifiedAt() / 1000,
        queue.visible(),
        queue.flight().size(),
        queue.delayed().count());
  }
}
