package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.ConfirmSubscriptionInput;
import io.waybill.sns.api.ConfirmSubscriptionResponse;
import io.waybill.sns.api.SnsErrors;
import io.waybill.sns.model.Arns;
import io.waybill.sns.model.Refusals;
import java.util.regex.Pattern;

/// Confirms a subscription with the token that its endpoint was sent.
final class ConfirmSubscription
    implements Operation<ConfirmSubscriptionInput, ConfirmSubscriptionResponse> {
  private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{64,512}");

  private final Access access;

  ConfirmSubscription(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller, ConfirmSubscriptionInput input, Answer<ConfirmSubscriptionResponse> answer) {
    String token = Inputs.text(input.token());
    if (!TOKEN.matcher(token).matches()) {
      throw SnsErrors.INVALID_PARAMETER_EXCEPTION.because("Invalid token");
    }
    Arn arn = Arns.parse("TopicArn", input.topicArn());
    // AWS (AuthenticateOnUnsubscribe): counts where the confirmation itself is signed.
    boolean authenticate = "true".equals(input.authenticateOnUnsubscribe()) && !caller.isUnsigned();
    access.inHome(
        arn,
        step ->
            step.topics()
                .find(arn)
                .map(topic ->
                    new io.waybill.sns.decide.ConfirmSubscription(
                            token, !caller.isUnsigned(), authenticate)
                        .decide(topic, step))
                .orElseThrow(() -> Refusals.invalid("Token")),
        Answers.mapped(answer, found -> new ConfirmSubscriptionResponse(found.arn())));
  }
}
