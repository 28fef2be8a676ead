package io.waybill.lambda.operations;

import io.waybill.core.Arn;
import io.waybill.core.TagRules;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.lambda.api.ListTagsRequest;
import io.waybill.lambda.api.ListTagsResponse;
import io.waybill.lambda.api.TagResourceRequest;
import io.waybill.lambda.api.UntagResourceRequest;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.model.Tags;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import io.waybill.shapes.Unit;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Tags of functions and event source mappings.
record Tagging(Access access) {
  void tag(Caller caller, TagResourceRequest input, Answer<Unit> answer) {
    Map<String, String> added = Tags.checked(Inputs.map(input.tags()));
    if (added.isEmpty()) {
      throw Refusals.invalid("An error occurred and the request cannot be processed.");
    }
    change(
        arn(input.resource(), caller), tags -> Tags.counted(TagRules.added(tags, added)), answer);
  }

  void untag(Caller caller, UntagResourceRequest input, Answer<Unit> answer) {
    change(
        arn(input.resource(), caller),
        tags -> TagRules.removed(tags, Inputs.list(input.tagKeys())),
        answer);
  }

  void list(Caller caller, ListTagsRequest input, Answer<ListTagsResponse> answer) {
    answer.succeed(
        resource(arn(input.resource(), caller))
            .get(Kind.TAGS)
            .orElse(new ListTagsResponse(Map.of())));
  }

  private void change(Arn arn, UnaryOperator<Map<String, String>> change, Answer<Unit> answer) {
    Arn home =
        resource(arn)
            .get(Kind.MAPPING)
            .map(Mappings::sourceOf) // all mappings of a source live with it
            .orElse(arn);
    access.inHome(
        home,
        step -> {
          Resource resource = step.resources().find(arn).orElseThrow(() -> missing(arn));
          Map<String, String> tags =
              change.apply(
                  resource.get(Kind.TAGS).map(each -> Inputs.map(each.tags())).orElse(Map.of()));
          step.resources()
              .put(resource.with(Kind.TAGS, new ListTagsResponse(tags)), step.transaction());
          return Unit.INSTANCE;
        },
        answer);
  }

  private Resource resource(Arn arn) {
    return access.catalog().find(arn).orElseThrow(() -> missing(arn));
  }

  private static RuntimeException missing(Arn arn) {
    return arn.resource().startsWith(Mappings.PREFIX)
        ? Refusals.notFound("Event source mapping not found: " + arn)
        : Refusals.functionNotFound(arn.toString());
  }

  /// What is tagged. Its form is the model's matter.
  private static Arn arn(@Nullable String text, Caller caller) {
    Arn arn = Arn.parse(Inputs.text(text)).orElseThrow();
    if (!arn.region().equals(caller.region().name())) {
      throw arn.resource().startsWith(Mappings.PREFIX)
          ? missing(arn)
          : Refusals.wrongRegion(arn, caller.region().name());
    }
    caller.requireReach(arn);
    if (FunctionName.ofArn(arn.toString())
        .filter(each -> each.qualifier().isPresent())
        .isPresent()) {
      throw Refusals.invalid(
          "Tags on function aliases and versions are not supported. Please specify a function ARN.");
    }
    return arn;
  }
}
