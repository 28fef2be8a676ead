package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.TagResourceRequest;
import io.waybill.eventbridge.api.TagResourceResponse;
import io.waybill.eventbridge.model.Tags;

/// Adds tags to a rule or bus.
final class TagResource implements Operation<TagResourceRequest, TagResourceResponse> {
  private final Bridging bridging;

  TagResource(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(Caller caller, TagResourceRequest input, Answer<TagResourceResponse> answer) {
    Tagged thing = Tagged.of(caller, input.resourceArn());
    thing.decide(
        bridging,
        caller,
        "TagResource",
        (bus, step) -> thing.change(bus, tags -> Tags.added(tags, Inputs.list(input.tags())), step),
        Answers.mapped(answer, done -> new TagResourceResponse()));
  }
}
