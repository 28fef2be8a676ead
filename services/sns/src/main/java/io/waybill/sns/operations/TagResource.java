package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.TagResourceRequest;
import io.waybill.sns.api.TagResourceResponse;
import io.waybill.sns.decide.Define;
import io.waybill.sns.model.Arns;
import io.waybill.sns.model.Tags;
import java.util.Map;

/// Adds tags to a topic.
final class TagResource implements Operation<TagResourceRequest, TagResourceResponse> {
  private final Access access;

  TagResource(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, TagResourceRequest input, Answer<TagResourceResponse> answer) {
    Arn arn = Arns.topic("ResourceArn", input.resourceArn(), caller);
    Map<String, String> added = Tags.given(input.tags());
    access.inHome(
        arn,
        step -> {
          new Define(before -> before.withTags(Tags.added(before.tags(), added)))
              .decide(Tagged.topic(access, caller, "TagResource", step, arn), step);
          return new TagResourceResponse();
        },
        answer);
  }
}
