package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.CreatePartnerEventSourceRequest;
import io.waybill.eventbridge.api.CreatePartnerEventSourceResponse;
import io.waybill.eventbridge.decide.Sources;

/// Offers an event source to another account: what a partner does.
final class CreatePartnerEventSource
    implements Operation<CreatePartnerEventSourceRequest, CreatePartnerEventSourceResponse> {
  private final Sourcing sourcing;

  CreatePartnerEventSource(Sourcing sourcing) {
    this.sourcing = sourcing;
  }

  @Override
  public void call(
      Caller caller,
      CreatePartnerEventSourceRequest input,
      Answer<CreatePartnerEventSourceResponse> answer) {
    Arn arn = Sourcing.arn(Inputs.text(input.account()), caller.region(), input.name());
    CreatePartnerEventSourceResponse made = new CreatePartnerEventSourceResponse(arn.toString());
    sourcing.decide(
        arn,
        (at, step) -> Sources.create(at, caller.account().digits(), step),
        Answers.mapped(answer, done -> made));
  }
}
