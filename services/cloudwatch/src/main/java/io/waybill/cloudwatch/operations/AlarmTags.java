package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.alarm.Alarm;
import io.waybill.cloudwatch.api.ListTagsForResourceInput;
import io.waybill.cloudwatch.api.ListTagsForResourceOutput;
import io.waybill.cloudwatch.api.Tag;
import io.waybill.cloudwatch.api.TagResourceInput;
import io.waybill.cloudwatch.api.TagResourceOutput;
import io.waybill.cloudwatch.api.UntagResourceInput;
import io.waybill.cloudwatch.api.UntagResourceOutput;
import io.waybill.cloudwatch.model.Refusals;
import io.waybill.core.Arn;
import io.waybill.core.TagRules;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Tags of alarms.
final class AlarmTags {
  private final Access access;

  AlarmTags(Access access) {
    this.access = access;
  }

  static <T> Map<String, String> map(
      List<T> tags, Function<T, @Nullable String> key, Function<T, @Nullable String> value) {
    Map<String, String> map = new TreeMap<>();
    tags.forEach(
        each -> map.put(unreserved(Inputs.text(key.apply(each))), Inputs.text(value.apply(each))));
    return counted(map);
  }

  private static Map<String, String> counted(Map<String, String> tags) {
    if (TagRules.areTooMany(tags)) {
      throw Refusals.value("The collection Tags must not have a size greater than 50.");
    }
    return tags;
  }

  private static String unreserved(String key) {
    if (TagRules.isReserved(key)) {
      throw Refusals.value("aws: prefixed tag key names are not allowed for external use.");
    }
    return key;
  }

  /// AWS (recorded): what is not there any more has no tags.
  void list(
      Caller caller, ListTagsForResourceInput input, Answer<ListTagsForResourceOutput> answer) {
    Map<String, String> tags =
        access.alarms().find(arn(caller, input.resourceArn())).map(Alarm::tags).orElse(Map.of());
    answer.succeed(
        new ListTagsForResourceOutput(
            tags.entrySet().stream()
                .map(each -> new Tag(each.getKey(), each.getValue()))
                .toList()));
  }

  void tag(Caller caller, TagResourceInput input, Answer<TagResourceOutput> answer) {
    Map<String, String> added = map(Inputs.list(input.tags()), Tag::key, Tag::value);
    change(
        arn(caller, input.resourceArn()),
        tags -> TagRules.added(tags, added),
        new TagResourceOutput(),
        answer);
  }

  void untag(Caller caller, UntagResourceInput input, Answer<UntagResourceOutput> answer) {
    List<String> keys = Inputs.list(input.tagKeys());
    change(
        arn(caller, input.resourceArn()),
        tags -> TagRules.removed(tags, keys),
        new UntagResourceOutput(),
        answer);
  }

  private <O> void change(
      Arn arn, UnaryOperator<Map<String, String>> change, O output, Answer<O> answer) {
    access.inHome(
        arn,
        (metrics, transaction, stamp) -> {
          Alarm alarm =
              metrics.alarms().find(arn).orElseThrow(() -> Refusals.noResource(arn.toString()));
          Map<String, String> tags = counted(change.apply(alarm.tags()));
          metrics.alarms().change(alarm.tagged(tags), transaction);
          return output;
        },
        answer);
  }

  private static Arn arn(Caller caller, @Nullable String text) {
    Arn arn =
        Arn.parse(Inputs.text(text))
            .filter(each -> each.service().equals("cloudwatch"))
            .filter(each -> each.resource().startsWith(Alarm.KIND))
            .orElseThrow(() -> Refusals.noResource(Inputs.text(text)));
    caller.requireReach(arn);
    return arn;
  }
}
