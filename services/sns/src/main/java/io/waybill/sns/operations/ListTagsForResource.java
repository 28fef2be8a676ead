package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.ListTagsForResourceRequest;
import io.waybill.sns.api.ListTagsForResourceResponse;
import io.waybill.sns.model.Arns;
import io.waybill.sns.model.Tags;

/// Lists a topic's tags.
final class ListTagsForResource
    implements Operation<ListTagsForResourceRequest, ListTagsForResourceResponse> {
  private final Access access;

  ListTagsForResource(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller, ListTagsForResourceRequest input, Answer<ListTagsForResourceResponse> answer) {
    Arn arn = Arns.topic("ResourceArn", input.resourceArn(), caller);
    access.inHome(
        arn,
        step ->
            new ListTagsForResourceResponse(
                Tags.shown(
                    Tagged.topic(access, caller, "ListTagsForResource", step, arn)
                        .definition()
                        .tags())),
        answer);
  }
}
