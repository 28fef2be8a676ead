package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.api.Dimension;
import io.waybill.cloudwatch.api.DimensionFilter;
import io.waybill.cloudwatch.api.ListMetricsInput;
import io.waybill.cloudwatch.api.ListMetricsOutput;
import io.waybill.cloudwatch.api.Metric;
import io.waybill.cloudwatch.model.MetricId;
import io.waybill.cloudwatch.state.Catalog;
import io.waybill.core.PageToken;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import java.time.Duration;
import java.util.List;

/// Lists metrics that had data in the last two weeks, 500 a page.
final class ListMetrics implements Operation<ListMetricsInput, ListMetricsOutput> {
  private static final String LIST = "ListMetrics";
  private static final int PAGE = 500;
  private static final long LISTED_MILLIS = Duration.ofDays(14).toMillis();
  private static final long RECENT_MILLIS = Duration.ofHours(3).toMillis();

  private final Access access;

  ListMetrics(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, ListMetricsInput input, Answer<ListMetricsOutput> answer) {
    long age = input.recentlyActive() == null ? LISTED_MILLIS : RECENT_MILLIS;
    List<Catalog.Listed> found =
        access
            .catalog()
            .list(
                Access.world(caller),
                Inputs.text(input.namespace()),
                Tokens.after(LIST, input.nextToken()),
                access.time().millis() - age,
                metric -> wanted(metric, input),
                PAGE + 1);
    boolean more = found.size() > PAGE;
    List<Catalog.Listed> page = more ? found.subList(0, PAGE) : found;
    answer.succeed(
        new ListMetricsOutput(
            page.stream().map(each -> metric(each.id())).toList(),
            more ? PageToken.of(LIST, page.getLast().place()) : null,
            Boolean.TRUE.equals(input.includeLinkedAccounts())
                ? page.stream().map(each -> caller.account().digits()).toList()
                : null));
  }

  private static boolean wanted(MetricId metric, ListMetricsInput input) {
    return (input.metricName() == null || input.metricName().equals(metric.name()))
        && Inputs.list(input.dimensions()).stream().allMatch(filter -> has(metric, filter));
  }

  private static boolean has(MetricId metric, DimensionFilter filter) {
    return metric.dimensions().stream()
        .anyMatch(each ->
            each.name().equals(filter.name())
                && (filter.value() == null || filter.value().equals(each.value())));
  }

  static Metric metric(MetricId id) {
    return new Metric(
        id.namespace(),
        id.name(),
        id.dimensions().stream().map(each -> new Dimension(each.name(), each.value())).toList());
  }
}
