package io.waybill.sns.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.shapes.Unit;
import io.waybill.sns.api.UnsubscribeInput;
import io.waybill.sns.model.Arns;

/// Removes a subscription. One that is not there is no fault.
final class Unsubscribe implements Operation<UnsubscribeInput, Unit> {
  private final Access access;

  Unsubscribe(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, UnsubscribeInput input, Answer<Unit> answer) {
    Arns.OfSubscription arn = Arns.subscription(input.subscriptionArn());
    access.inHome(
        arn.topic(),
        step -> {
          step.topics()
              .find(arn.topic())
              .ifPresent(topic ->
                  topic
                      .find(arn.toString())
                      .ifPresent(found -> {
                        Subscriptions.requireMayEnd(found, caller);
                        new io.waybill.sns.decide.Unsubscribe(
                                found, !Subscriptions.ownsIt(found, caller), caller.baseUrl())
                            .decide(topic, step);
                      }));
          return Unit.INSTANCE;
        },
        answer);
  }
}
