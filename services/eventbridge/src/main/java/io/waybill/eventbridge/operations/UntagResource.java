package io.waybill.eventbridge.operations;

import io.waybill.core.TagRules;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.UntagResourceRequest;
import io.waybill.eventbridge.api.UntagResourceResponse;

/// Removes tags from a rule or bus.
final class UntagResource implements Operation<UntagResourceRequest, UntagResourceResponse> {
  private final Bridging bridging;

  UntagResource(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(
      Caller caller, UntagResourceRequest input, Answer<UntagResourceResponse> answer) {
    Tagged thing = Tagged.of(caller, input.resourceArn());
    thing.decide(
        bridging,
        caller,
        "UntagResource",
        (bus, step) ->
            thing.change(bus, tags -> TagRules.removed(tags, Inputs.list(input.tagKeys())), step),
        Answers.mapped(answer, done -> new UntagResourceResponse()));
  }
}
