package io.waybill.logs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.logs.api.DeleteMetricFilterRequest;
import io.waybill.logs.api.DescribeMetricFiltersRequest;
import io.waybill.logs.api.DescribeMetricFiltersResponse;
import io.waybill.logs.api.MetricFilter;
import io.waybill.logs.api.MetricFilterMatchRecord;
import io.waybill.logs.api.MetricTransformation;
import io.waybill.logs.api.PutMetricFilterRequest;
import io.waybill.logs.api.TestMetricFilterRequest;
import io.waybill.logs.api.TestMetricFilterResponse;
import io.waybill.logs.decide.OnGroup;
import io.waybill.logs.model.Refusals;
import io.waybill.logs.pattern.FilterPattern;
import io.waybill.logs.pattern.Message;
import io.waybill.logs.state.Catalog;
import io.waybill.logs.state.Filters;
import io.waybill.logs.state.LogGroup;
import io.waybill.shapes.Unit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// Metric filters: what turns events into data of CloudWatch as they come.
final class MetricFilters {
  private static final int PAGE = 50;

  // AWS ("CloudWatch Logs quotas"): 100 metric filters a group, 3 dimensions a metric.
  private static final int FILTERS_MAX = 100;
  private static final int DIMENSIONS_MAX = 3;

  private final Access access;

  MetricFilters(Access access) {
    this.access = access;
  }

  void put(Caller caller, PutMetricFilterRequest input, Answer<Unit> answer) {
    Arn arn = Access.group(caller, Inputs.text(input.logGroupName()));
    List<MetricTransformation> metrics = Inputs.list(input.metricTransformations());
    requireOne(metrics);
    requireSound(metrics.getFirst());
    String name = Inputs.text(input.filterName());
    FilterPattern pattern = FilterPattern.parse(Inputs.text(input.filterPattern()));
    requireFields(metrics.getFirst(), pattern);
    access.decide(arn, (group, step) -> put(name, input, pattern, group, step), answer);
  }

  private static Unit put(
      String name,
      PutMetricFilterRequest input,
      FilterPattern pattern,
      LogGroup group,
      OnGroup.Step step) {
    Filters filters = group.filters();
    boolean isNew = filters.metricFilter(name).isEmpty();
    if (isNew && filters.metricFilters().size() >= FILTERS_MAX) {
      throw Refusals.limit();
    }
    Limits.requireExpressions(filters, pattern);
    filters.put(
        name,
        new MetricFilter(
            name,
            input.filterPattern(),
            input.metricTransformations(),
            step.now(),
            group.definition().name(),
            Boolean.TRUE.equals(input.applyOnTransformedLogs())),
        step.transaction());
    step.groups().changed(group, step.transaction());
    return Unit.INSTANCE;
  }

  /// AWS (recorded): the words of the service model, with the members in an order that the model
  /// which is frozen here has not.
  private static void requireOne(List<MetricTransformation> metrics) {
    if (metrics.size() > 1) {
      throw Refusals.invalid(
          "1 validation error detected: Value '"
              + metrics.stream()
                  .map(MetricFilters::words)
                  .collect(Collectors.joining(", ", "[", "]"))
              + "' at 'metricTransformations' failed to satisfy constraint: Member must have length less than or equal to 1");
    }
  }

  private static String words(MetricTransformation metric) {
    return "MetricTransformation(metricName=%s, metricNamespace=%s, metricValue=%s, defaultValue=%s, unit=%s, dimensions=%s)"
        .formatted(
            metric.metricName(),
            metric.metricNamespace(),
            metric.metricValue(),
            metric.defaultValue(),
            metric.unit(),
            metric.dimensions());
  }

  private static void requireSound(MetricTransformation metric) {
    Map<String, String> dimensions = metric.dimensions() == null ? Map.of() : metric.dimensions();
    if (dimensions.size() > DIMENSIONS_MAX) {
      throw Refusals.invalid("A metric transformation can have at most 3 dimensions.");
    }
    if (!dimensions.isEmpty() && metric.defaultValue() != null) {
      throw Refusals.invalid(
          "Invalid metric transformation: dimensions and default value are mutually exclusive properties.");
    }
    if (Inputs.text(metric.metricNamespace()).startsWith("AWS/")) {
      // CloudWatch would take no datum of it.
      throw Refusals.invalid("Invalid metric transformation: metric namespace is reserved.");
    }
    String value = Inputs.text(metric.metricValue());
    if (!value.startsWith("$") && FilterPattern.number(value).isEmpty()) {
      throw Refusals.invalid("Invalid metric transformation: metric value is invalid.");
    }
  }

  /// AWS (seen by users of Terraform): terms have no fields that dimensions could take.
  private static void requireFields(MetricTransformation metric, FilterPattern pattern) {
    boolean hasDimensions = metric.dimensions() != null && !metric.dimensions().isEmpty();
    if (hasDimensions && !pattern.hasFields()) {
      throw Refusals.invalid("The specified filter pattern does not support dimensions");
    }
  }

  void delete(Caller caller, DeleteMetricFilterRequest input, Answer<Unit> answer) {
    access.decide(
        Access.group(caller, Inputs.text(input.logGroupName())),
        (group, step) -> {
          if (!group
              .filters()
              .removeMetricFilter(Inputs.text(input.filterName()), step.transaction())) {
            throw Refusals.absent("metric filter");
          }
          step.groups().changed(group, step.transaction());
          return Unit.INSTANCE;
        },
        answer);
  }

  void describe(
      Caller caller,
      DescribeMetricFiltersRequest input,
      Answer<DescribeMetricFiltersResponse> answer) {
    if ((input.metricName() == null) != (input.metricNamespace() == null)) {
      throw Refusals.invalid("Both metricName and metricNamespace must be specified.");
    }
    String prefix = Inputs.text(input.filterNamePrefix());
    Pages.Page<MetricFilter> page =
        Pages.of(
            "DescribeMetricFilters",
            groups(caller, input).stream()
                .flatMap(each -> each.metricFilters().stream())
                .filter(each -> Inputs.text(each.filterName()).startsWith(prefix))
                .filter(each -> makes(each, input))
                .toList(),
            input.nextToken(),
            Inputs.limit(input.limit(), PAGE));
    answer.succeed(new DescribeMetricFiltersResponse(page.items(), page.next()));
  }

  private List<Catalog.Listed> groups(Caller caller, DescribeMetricFiltersRequest input) {
    if (input.logGroupName() != null) {
      return List.of(access.listed(Access.group(caller, input.logGroupName())));
    }
    return access.catalog().behind(Access.world(caller), "");
  }

  private static boolean makes(MetricFilter filter, DescribeMetricFiltersRequest input) {
    return input.metricName() == null
        || Inputs.list(filter.metricTransformations()).stream()
            .anyMatch(each ->
                input.metricName().equals(each.metricName())
                    && Inputs.text(input.metricNamespace()).equals(each.metricNamespace()));
  }

  void test(Caller caller, TestMetricFilterRequest input, Answer<TestMetricFilterResponse> answer) {
    FilterPattern pattern = FilterPattern.parse(Inputs.text(input.filterPattern()));
    List<MetricFilterMatchRecord> matches = new ArrayList<>();
    long number = 0;
    for (String text : Inputs.list(input.logEventMessages())) {
      Message message = new Message(text);
      if (pattern.matches(message)) {
        matches.add(new MetricFilterMatchRecord(number, text, pattern.values(message)));
      }
      number++;
    }
    answer.succeed(new TestMetricFilterResponse(matches));
  }
}
