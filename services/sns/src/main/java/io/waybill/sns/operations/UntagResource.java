package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.core.TagRules;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.sns.api.UntagResourceRequest;
import io.waybill.sns.api.UntagResourceResponse;
import io.waybill.sns.decide.Define;
import io.waybill.sns.model.Arns;
import java.util.List;

/// Removes tags from a topic.
final class UntagResource implements Operation<UntagResourceRequest, UntagResourceResponse> {
  private final Access access;

  UntagResource(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller, UntagResourceRequest input, Answer<UntagResourceResponse> answer) {
    Arn arn = Arns.topic("ResourceArn", input.resourceArn(), caller);
    List<String> keys = Inputs.list(input.tagKeys());
    access.inHome(
        arn,
        step -> {
          new Define(before -> before.withTags(TagRules.removed(before.tags(), keys)))
              .decide(Tagged.topic(access, caller, "UntagResource", step, arn), step);
          return new UntagResourceResponse();
        },
        answer);
  }
}
