package io.waybill.sqs.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import io.waybill.sqs.api.SetQueueAttributesRequest;
import io.waybill.sqs.decide.Define;
import io.waybill.sqs.model.Refusals;
import java.util.Map;

/// Changes a queue's attributes.
final class SetQueueAttributes implements Operation<SetQueueAttributesRequest, Unit> {
  private final Queueing queueing;

  SetQueueAttributes(Queueing queueing) {
    this.queueing = queueing;
  }

  @Override
  public void call(Caller caller, SetQueueAttributesRequest input, Answer<Unit> answer) {
    Map<String, String> attributes = Inputs.map(input.attributes());
    if (attributes.isEmpty()) {
      throw Refusals.missing("Attribute.Name");
    }
    queueing.decide(
        caller,
        "SetQueueAttributes",
        QueueUrls.arn(caller, input.queueUrl()),
        Define.attributes(attributes),
        answer);
  }
}
