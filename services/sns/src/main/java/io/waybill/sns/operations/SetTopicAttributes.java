package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import io.waybill.sns.api.SetTopicAttributesInput;
import io.waybill.sns.decide.SetTopicAttribute;
import io.waybill.sns.model.Arns;

/// Changes one attribute of a topic.
final class SetTopicAttributes implements Operation<SetTopicAttributesInput, Unit> {
  private final Access access;

  SetTopicAttributes(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, SetTopicAttributesInput input, Answer<Unit> answer) {
    String name = Inputs.text(input.attributeName());
    String value = Inputs.text(input.attributeValue());
    access.decide(
        caller,
        "SetTopicAttributes",
        Arns.topic("TopicArn", input.topicArn(), caller),
        new SetTopicAttribute(name, value),
        answer);
  }
}
