package io.waybill.logs.operations;

import io.waybill.core.Arn;
import io.waybill.core.PageToken;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.logs.api.CreateLogGroupRequest;
import io.waybill.logs.api.DeleteLogGroupRequest;
import io.waybill.logs.api.DeleteRetentionPolicyRequest;
import io.waybill.logs.api.DescribeLogGroupsRequest;
import io.waybill.logs.api.DescribeLogGroupsResponse;
import io.waybill.logs.api.LogGroup;
import io.waybill.logs.api.LogGroupClass;
import io.waybill.logs.api.PutRetentionPolicyRequest;
import io.waybill.logs.decide.CreateGroup;
import io.waybill.logs.model.Refusals;
import io.waybill.logs.state.Catalog;
import io.waybill.shapes.Unit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// Creates, lists and deletes groups, and says how long they keep what they have.
final class Groups {
  private static final String LIST = "DescribeLogGroups";
  private static final int PAGE = 50;

  // AWS (PutRetentionPolicy): the days that may be chosen.
  private static final Set<Integer> DAYS =
      Set.of(
          1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557,
          2922, 3288, 3653);

  private final Access access;

  Groups(Access access) {
    this.access = access;
  }

  void create(Caller caller, CreateLogGroupRequest input, Answer<Unit> answer) {
    if (!Inputs.text(input.kmsKeyId()).isEmpty()) {
      throw Refusals.invalid(
          "Encryption with a key of KMS is not offered here: leave kmsKeyId out.");
    }
    String name = Inputs.text(input.logGroupName());
    if (name.toLowerCase(Locale.ROOT).startsWith("aws/")) {
      throw Refusals.invalid("Log groups starting with AWS/ are reserved for AWS.");
    }
    Arn arn = Access.group(caller, name);
    String logGroupClass =
        input.logGroupClass() == null ? LogGroupClass.STANDARD : input.logGroupClass();
    Map<String, String> tags = Tags.unreserved(input.tags());
    access.submit(arn, new CreateGroup(arn, logGroupClass, tags, answer));
  }

  void delete(Caller caller, DeleteLogGroupRequest input, Answer<Unit> answer) {
    access.decide(
        Access.group(caller, Inputs.text(input.logGroupName())),
        (group, step) -> {
          step.groups().delete(group, step.transaction());
          return Unit.INSTANCE;
        },
        answer);
  }

  void keep(Caller caller, PutRetentionPolicyRequest input, Answer<Unit> answer) {
    int days = Inputs.limit(input.retentionInDays(), 0);
    if (!DAYS.contains(days)) {
      throw Refusals.invalid(
          "1 validation error detected: Value '"
              + days
              + "' at 'retentionInDays' failed to satisfy constraint: Member must satisfy enum value set: "
              + DAYS.stream().sorted().toList());
    }
    keep(Access.group(caller, Inputs.text(input.logGroupName())), days, answer);
  }

  void keepForEver(Caller caller, DeleteRetentionPolicyRequest input, Answer<Unit> answer) {
    keep(Access.group(caller, Inputs.text(input.logGroupName())), 0, answer);
  }

  private void keep(Arn arn, int days, Answer<Unit> answer) {
    access.decide(
        arn,
        (group, step) -> {
          step.groups().keep(group, days, step.now(), step.transaction());
          return Unit.INSTANCE;
        },
        answer);
  }

  void describe(
      Caller caller, DescribeLogGroupsRequest input, Answer<DescribeLogGroupsResponse> answer) {
    String prefix = Inputs.text(input.logGroupNamePrefix());
    String pattern = Inputs.text(input.logGroupNamePattern());
    if (!prefix.isEmpty() && !pattern.isEmpty()) {
      throw Refusals.invalid(
          "LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.");
    }
    Set<Arn> wanted =
        Inputs.list(input.logGroupIdentifiers()).stream()
            .map(each -> Access.group(caller, each))
            .collect(Collectors.toSet());
    String logGroupClass = Inputs.text(input.logGroupClass());
    // AWS (DescribeLogGroups): whoever names groups chooses them by nothing else.
    if (!wanted.isEmpty() && !(prefix + pattern + logGroupClass).isEmpty()) {
      throw Refusals.invalid(
          "LogGroup identifiers cannot be combined with a name prefix, a name pattern or a class.");
    }
    int limit = Inputs.limit(input.limit(), PAGE);
    List<Catalog.Listed> found =
        access.catalog().behind(Access.world(caller), Pages.after(LIST, input.nextToken())).stream()
            .filter(each -> wanted.isEmpty() || wanted.contains(each.definition().arn()))
            .filter(each -> each.definition().name().startsWith(prefix))
            .filter(each -> each.definition().name().contains(pattern))
            .filter(each ->
                logGroupClass.isEmpty() || each.definition().logGroupClass().equals(logGroupClass))
            .limit(limit + 1L)
            .toList();
    List<Catalog.Listed> page = found.subList(0, Math.min(limit, found.size()));
    answer.succeed(
        new DescribeLogGroupsResponse(
            page.stream().map(Groups::shown).toList(),
            found.size() > limit ? PageToken.of(LIST, page.getLast().definition().name()) : null));
  }

  private static LogGroup shown(Catalog.Listed listed) {
    String arn = listed.definition().arn().toString();
    int days = listed.definition().retentionDays();
    return new LogGroup(
        listed.definition().name(),
        listed.definition().createdMillis(),
        days == 0 ? null : days,
        listed.metricFilters().size(),
        arn + ":*",
        // AWS (recorded): a group that never held anything does not say so.
        listed.storedBytes() == 0 ? null : listed.storedBytes(),
        null,
        null,
        null,
        listed.definition().logGroupClass(),
        arn);
  }
}
