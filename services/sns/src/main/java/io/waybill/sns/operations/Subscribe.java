package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.policy.RequestContext;
import io.waybill.sns.api.SubscribeInput;
import io.waybill.sns.api.SubscribeResponse;
import io.waybill.sns.model.Arns;
import io.waybill.sns.model.Protocol;
import java.util.List;

/// Subscribes an endpoint to a topic.
final class Subscribe implements Operation<SubscribeInput, SubscribeResponse> {
  private final Access access;

  Subscribe(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, SubscribeInput input, Answer<SubscribeResponse> answer) {
    Arn arn = Arns.topic("TopicArn", input.topicArn(), caller);
    Protocol protocol = Protocol.parse(input.protocol());
    String endpoint = Inputs.required(input.endpoint(), "Endpoint");
    boolean tellArn = Boolean.TRUE.equals(input.returnSubscriptionArn());
    RequestContext asked =
        key ->
            switch (key) {
              case "sns:protocol" -> List.of(protocol.word());
              case "sns:endpoint" -> List.of(endpoint);
              default -> List.of();
            };
    access.decide(
        caller,
        "Subscribe",
        asked,
        arn,
        new io.waybill.sns.decide.Subscribe(
            protocol,
            endpoint,
            caller.account().digits(),
            caller.principal(),
            Inputs.map(input.attributes()),
            caller.baseUrl()),
        Answers.mapped(
            answer,
            made ->
                new SubscribeResponse(
                    made.isPending() && !tellArn ? "pending confirmation" : made.arn())));
  }
}
