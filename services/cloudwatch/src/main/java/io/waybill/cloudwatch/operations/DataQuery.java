package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.api.GetMetricDataInput;
import io.waybill.cloudwatch.api.Metric;
import io.waybill.cloudwatch.api.MetricDataQuery;
import io.waybill.cloudwatch.api.MetricStat;
import io.waybill.cloudwatch.model.MetricId;
import io.waybill.cloudwatch.model.Refusals;
import io.waybill.cloudwatch.model.Statistic;
import io.waybill.cloudwatch.model.World;
import io.waybill.cloudwatch.state.SeriesRequest;
import io.waybill.cloudwatch.state.Wanted;
import java.util.Optional;

/// One query of GetMetricData, checked.
///
/// @param label the caller's own; empty for one of ours
record DataQuery(String id, String label, String stat, Wanted wanted) {
  int number() {
    return wanted.number();
  }

  World world() {
    return wanted.request().world();
  }

  String namespace() {
    return wanted.request().metric().namespace();
  }

  static DataQuery read(
      int number,
      World world,
      MetricDataQuery given,
      GetMetricDataInput input,
      String parameter,
      long nowMillis) {
    String id = Inputs.text(given.id());
    if (!id.matches("[a-z][a-zA-Z0-9_]*")) {
      throw Refusals.value("The value " + id + " for parameter " + parameter + ".Id is invalid.");
    }
    if (given.expression() != null && given.metricStat() != null) {
      throw Refusals.combination(
          "The parameters %s.Expression and %s.MetricStat are mutually exclusive and you have specified both."
              .formatted(parameter, parameter));
    }
    if (given.expression() != null) {
      throw Refusals.value(
          "The parameter "
              + parameter
              + ".Expression is not supported: metric math and Metrics"
              + " Insights are not computed here.");
    }
    MetricStat stat = Inputs.required(given.metricStat(), parameter + ".MetricStat");
    return new DataQuery(
        id,
        Inputs.text(given.label()),
        Inputs.text(stat.stat()),
        wanted(number, world, stat, input, parameter + ".MetricStat.", nowMillis));
  }

  private static Wanted wanted(
      int number,
      World world,
      MetricStat stat,
      GetMetricDataInput input,
      String parameter,
      long nowMillis) {
    Metric named = Inputs.required(stat.metric(), parameter + "Metric");
    MetricId metric =
        Inputs.metric(
            named.namespace(), named.metricName(), named.dimensions(), parameter + "Metric.");
    int period = Span.period(stat.period(), parameter + "Period");
    Span span = Span.of(input.startTime(), input.endTime(), period, nowMillis).alignedTo(period);
    String name = Inputs.required(stat.stat(), parameter + "Stat");
    Statistic statistic =
        Statistic.parse(name)
            .orElseThrow(() ->
                Refusals.value(
                    "The value "
                        + name
                        + " for parameter "
                        + parameter
                        + "Stat is not supported."));
    return new Wanted(
        number,
        new SeriesRequest(
            world, metric, Optional.ofNullable(stat.unit()), span.from(), span.to(), period),
        statistic);
  }
}
