package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.CreateTopicInput;
import io.waybill.sns.api.CreateTopicResponse;
import io.waybill.sns.model.DataProtectionPolicy;
import io.waybill.sns.model.Tags;
import io.waybill.sns.model.TopicAttributes;
import io.waybill.sns.model.TopicName;
import java.util.Map;

/// Creates a topic, or finds it as it was asked for.
final class CreateTopic implements Operation<CreateTopicInput, CreateTopicResponse> {
  private final Access access;

  CreateTopic(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, CreateTopicInput input, Answer<CreateTopicResponse> answer) {
    Map<String, String> attributes = Inputs.map(input.attributes());
    TopicName name = TopicName.parse(input.name(), attributes);
    TopicAttributes.forNew(name, attributes);
    Map<String, String> tags = Tags.added(Map.of(), Tags.given(input.tags()));
    String protection = DataProtectionPolicy.checked(Inputs.text(input.dataProtectionPolicy()));
    Arn arn = Arn.of("sns", caller.region(), caller.account(), name.value());
    access.inHome(
        arn,
        new io.waybill.sns.decide.CreateTopic(arn, attributes, tags, protection),
        Answers.mapped(answer, done -> new CreateTopicResponse(arn.toString())));
  }
}
