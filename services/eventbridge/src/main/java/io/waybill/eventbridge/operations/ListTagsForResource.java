package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.ListTagsForResourceRequest;
import io.waybill.eventbridge.api.ListTagsForResourceResponse;
import io.waybill.eventbridge.model.Tags;

/// Lists the tags of a rule or bus.
final class ListTagsForResource
    implements Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> {
  private final Bridging bridging;

  ListTagsForResource(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(
      Caller caller, ListTagsForResourceRequest input, Answer<ListTagsForResourceResponse> answer) {
    Tagged thing = Tagged.of(caller, input.resourceArn());
    thing.decide(
        bridging,
        caller,
        "ListTagsForResource",
        (bus, step) -> new ListTagsForResourceResponse(Tags.listed(thing.tags(bus))),
        answer);
  }
}
