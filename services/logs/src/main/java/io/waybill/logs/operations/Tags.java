package io.waybill.logs.operations;

import io.waybill.core.Arn;
import io.waybill.core.TagRules;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.logs.api.ListTagsForResourceRequest;
import io.waybill.logs.api.ListTagsForResourceResponse;
import io.waybill.logs.api.ListTagsLogGroupRequest;
import io.waybill.logs.api.ListTagsLogGroupResponse;
import io.waybill.logs.api.TagLogGroupRequest;
import io.waybill.logs.api.TagResourceRequest;
import io.waybill.logs.api.UntagLogGroupRequest;
import io.waybill.logs.api.UntagResourceRequest;
import io.waybill.logs.model.Refusals;
import io.waybill.logs.state.GroupDefinition;
import io.waybill.shapes.Unit;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Tags of groups, by the group's name as it once was and by its ARN; by ARN also those of
/// deliveries.
final class Tags {
  private final Access access;
  private final DeliveryTags deliveries;

  Tags(Access access) {
    this.access = access;
    this.deliveries = new DeliveryTags(access);
  }

  void tagGroup(Caller caller, TagLogGroupRequest input, Answer<Unit> answer) {
    tag(Access.group(caller, Inputs.text(input.logGroupName())), input.tags(), answer);
  }

  void tag(Caller caller, TagResourceRequest input, Answer<Unit> answer) {
    if (DeliveryTags.concern(input.resourceArn())) {
      Map<String, String> added = unreserved(input.tags());
      deliveries.change(caller, input.resourceArn(), tags -> TagRules.added(tags, added), answer);
      return;
    }
    tag(group(caller, input.resourceArn()), input.tags(), answer);
  }

  private void tag(Arn group, @Nullable Map<String, String> added, Answer<Unit> answer) {
    Map<String, String> allowed = unreserved(added);
    change(group, tags -> TagRules.added(tags, allowed), answer);
  }

  /// Tags that are put. Refuses AWS's own.
  static Map<String, String> unreserved(@Nullable Map<String, String> added) {
    Map<String, String> tags = added == null ? Map.of() : added;
    if (tags.keySet().stream().anyMatch(TagRules::isReserved)) {
      throw Refusals.invalid("aws: prefixed tag key names are not allowed for external use.");
    }
    return tags;
  }

  void untagGroup(Caller caller, UntagLogGroupRequest input, Answer<Unit> answer) {
    List<String> keys = Inputs.list(input.tags());
    change(
        Access.group(caller, Inputs.text(input.logGroupName())),
        tags -> TagRules.removed(tags, keys),
        answer);
  }

  void untag(Caller caller, UntagResourceRequest input, Answer<Unit> answer) {
    List<String> keys = Inputs.list(input.tagKeys());
    if (DeliveryTags.concern(input.resourceArn())) {
      deliveries.change(caller, input.resourceArn(), tags -> TagRules.removed(tags, keys), answer);
      return;
    }
    change(group(caller, input.resourceArn()), tags -> TagRules.removed(tags, keys), answer);
  }

  private void change(Arn arn, UnaryOperator<Map<String, String>> change, Answer<Unit> answer) {
    access.decide(
        arn,
        (group, step) -> {
          Map<String, String> tags = change.apply(group.definition().tags());
          if (TagRules.areTooMany(tags)) {
            throw Refusals.tooManyTags(arn.toString());
          }
          step.groups().tag(group, tags, step.transaction());
          return Unit.INSTANCE;
        },
        answer);
  }

  void listOfGroup(
      Caller caller, ListTagsLogGroupRequest input, Answer<ListTagsLogGroupResponse> answer) {
    Arn arn = Access.group(caller, Inputs.text(input.logGroupName()));
    answer.succeed(new ListTagsLogGroupResponse(access.listed(arn).definition().tags()));
  }

  void list(
      Caller caller, ListTagsForResourceRequest input, Answer<ListTagsForResourceResponse> answer) {
    if (DeliveryTags.concern(input.resourceArn())) {
      deliveries.list(
          caller, input.resourceArn(), Answers.mapped(answer, ListTagsForResourceResponse::new));
      return;
    }
    Arn arn = group(caller, input.resourceArn());
    answer.succeed(new ListTagsForResourceResponse(access.listed(arn).definition().tags()));
  }

  private static Arn group(Caller caller, @Nullable String resource) {
    Arn arn =
        Arn.parse(Inputs.text(resource))
            .filter(each -> each.service().equals("logs"))
            .orElseThrow(
                () -> Refusals.invalid("The specified resource ARN is invalid: " + resource));
    if (!arn.resource().startsWith(GroupDefinition.KIND)) {
      throw Refusals.noResource();
    }
    return Access.group(caller, arn.toString());
  }
}
