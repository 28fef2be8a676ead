package io.waybill.sqs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sqs.api.CreateQueueRequest;
import io.waybill.sqs.api.CreateQueueResult;
import io.waybill.sqs.model.QueueAttributes;
import io.waybill.sqs.model.QueueName;
import io.waybill.sqs.model.Tags;
import java.util.Map;

/// Creates a queue, or finds it with the same attributes.
final class CreateQueue implements Operation<CreateQueueRequest, CreateQueueResult> {
  private final Queueing queueing;

  CreateQueue(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(Caller caller, CreateQueueRequest input, Answer<CreateQueueResult> answer) {
    QueueName name = QueueName.parse(input.queueName());
    Map<String, String> requested = Inputs.map(input.attributes());
    QueueAttributes attributes = QueueAttributes.forNew(name, requested);
    Map<String, String> tags = Tags.forNew(name, Inputs.map(input.tags()));
    Arn arn = Arn.of("sqs", caller.region(), caller.account(), name.value());
    Answer<Boolean> then =
        Answers.mapped(answer, isNew -> new CreateQueueResult(QueueUrls.url(caller, arn)));
    queueing.submit(
        arn, new io.waybill.sqs.decide.CreateQueue(arn, requested, attributes, tags, then));
  }
}
