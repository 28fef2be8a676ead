package io.waybill.logs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.logs.api.DeleteSubscriptionFilterRequest;
import io.waybill.logs.api.DescribeSubscriptionFiltersRequest;
import io.waybill.logs.api.DescribeSubscriptionFiltersResponse;
import io.waybill.logs.api.Distribution;
import io.waybill.logs.api.PutSubscriptionFilterRequest;
import io.waybill.logs.api.SubscriptionFilter;
import io.waybill.logs.decide.OnGroup;
import io.waybill.logs.forward.Forwarder;
import io.waybill.logs.model.Refusals;
import io.waybill.logs.pattern.FilterPattern;
import io.waybill.logs.state.Filters;
import io.waybill.logs.state.LogGroup;
import io.waybill.shapes.Document;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.Unit;
import java.util.Map;

/// Subscription filters: what brings matched events to functions as they come.
final class SubscriptionFilters {
  private static final int PAGE = 50;

  // AWS ("CloudWatch Logs quotas"): two a group.
  private static final int FILTERS_MAX = 2;

  private final Access access;

  SubscriptionFilters(Access access) {
    this.access = access;
  }

  void put(Caller caller, PutSubscriptionFilterRequest input, Answer<Unit> answer) {
    Arn group = Access.group(caller, Inputs.text(input.logGroupName()));
    FilterPattern pattern = FilterPattern.parse(Inputs.text(input.filterPattern()));
    Arn function = Destinations.function(input, caller, group);
    access.listed(group);
    Caller service =
        new Caller(
            caller.account(),
            caller.region(),
            Forwarder.PRINCIPAL,
            caller.requestId(),
            caller.baseUrl(),
            group + ":*");
    // AWS: a destination that would not take events is refused at once.
    access
        .calls()
        .call(
            "lambda:Invoke",
            service,
            new Document.Struct(
                Map.of(
                    "FunctionName", Document.text(function.toString()),
                    "InvocationType", Document.text("DryRun"))),
            new Answer<Document.Struct>() {
              @Override
              public void succeed(Document.Struct output) {
                access.decide(group, (it, step) -> put(input, pattern, it, step), answer);
              }

              @Override
              public void refuse(Refusal refusal) {
                answer.refuse(Refusals.notInvocable());
              }

              @Override
              public void fail(Throwable cause) {
                answer.fail(cause);
              }
            });
  }

  private static Unit put(
      PutSubscriptionFilterRequest input,
      FilterPattern pattern,
      LogGroup group,
      OnGroup.Step step) {
    Filters filters = group.filters();
    String name = Inputs.text(input.filterName());
    boolean isNew = filters.subscription(name).isEmpty();
    if (isNew && filters.subscriptions().size() >= FILTERS_MAX) {
      throw Refusals.limit();
    }
    Limits.requireExpressions(filters, pattern);
    filters.put(
        name,
        new SubscriptionFilter(
            name,
            group.definition().name(),
            input.filterPattern(),
            input.destinationArn(),
            input.roleArn(),
            input.distribution() == null ? Distribution.BY_LOG_STREAM : input.distribution(),
            step.now(),
            Boolean.TRUE.equals(input.applyOnTransformedLogs())),
        step.transaction());
    step.groups().changed(group, step.transaction());
    return Unit.INSTANCE;
  }

  void delete(Caller caller, DeleteSubscriptionFilterRequest input, Answer<Unit> answer) {
    access.decide(
        Access.group(caller, Inputs.text(input.logGroupName())),
        (group, step) -> {
          if (!group
              .filters()
              .removeSubscription(Inputs.text(input.filterName()), step.transaction())) {
            throw Refusals.absent("subscription filter");
          }
          step.groups().changed(group, step.transaction());
          return Unit.INSTANCE;
        },
        answer);
  }

  void describe(
      Caller caller,
      DescribeSubscriptionFiltersRequest input,
      Answer<DescribeSubscriptionFiltersResponse> answer) {
    String prefix = Inputs.text(input.filterNamePrefix());
    Pages.Page<SubscriptionFilter> page =
        Pages.of(
            "DescribeSubscriptionFilters",
            access
                .listed(Access.group(caller, Inputs.text(input.logGroupName())))
                .subscriptions()
                .stream()
                .filter(each -> Inputs.text(each.filterName()).startsWith(prefix))
                .toList(),
            input.nextToken(),
            Inputs.limit(input.limit(), PAGE));
    answer.succeed(new DescribeSubscriptionFiltersResponse(page.items(), page.next()));
  }
}
