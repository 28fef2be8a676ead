package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.api.Datapoint;
import io.waybill.cloudwatch.api.GetMetricStatisticsInput;
import io.waybill.cloudwatch.api.GetMetricStatisticsOutput;
import io.waybill.cloudwatch.model.MetricId;
import io.waybill.cloudwatch.model.Refusals;
import io.waybill.cloudwatch.model.Statistic;
import io.waybill.cloudwatch.state.Series;
import io.waybill.cloudwatch.state.SeriesRequest;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/// Statistics of one metric, up to 1,440 points.
final class GetMetricStatistics
    implements Operation<GetMetricStatisticsInput, GetMetricStatisticsOutput> {
  private static final int POINTS_MAX = 1_440;

  private final Access access;

  GetMetricStatistics(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller, GetMetricStatisticsInput input, Answer<GetMetricStatisticsOutput> answer) {
    MetricId metric = Inputs.metric(input.namespace(), input.metricName(), input.dimensions(), "");
    int period = Span.period(input.period(), "Period");
    Span span = Span.of(input.startTime(), input.endTime(), period, access.time().millis());
    requireFew(span, period);
    Map<String, Statistic> extended = extended(input);
    SeriesRequest request =
        new SeriesRequest(
            Access.world(caller),
            metric,
            Optional.ofNullable(input.unit()),
            span.from(),
            span.to(),
            period);
    access.<Series>inHome(
        request.world(),
        metric.namespace(),
        (metrics, view, stamp) -> metrics.read(request, view, stamp.millis()),
        Answers.mapped(
            answer,
            series ->
                new GetMetricStatisticsOutput(
                    metric.name(), points(series, Inputs.list(input.statistics()), extended))));
  }

  private static void requireFew(Span span, int period) {
    long points = (span.to() - span.from() + period - 1) / period;
    if (points > POINTS_MAX) {
      throw Refusals.combination(
          ("You have requested up to %,d datapoints, which exceeds the limit of 1,440. "
                  + "You may reduce the datapoints requested by increasing Period, "
                  + "or decreasing the time range.")
              .formatted(points));
    }
  }

  private static Map<String, Statistic> extended(GetMetricStatisticsInput input) {
    List<String> extended = Inputs.list(input.extendedStatistics());
    if (Inputs.list(input.statistics()).isEmpty() && extended.isEmpty()) {
      throw Refusals.combination(
          "At least one of the parameters Statistics and ExtendedStatistics must be specified.");
    }
    Map<String, Statistic> statistics = new LinkedHashMap<>();
    for (String each : extended) {
      statistics.put(
          each,
          Statistic.parse(each)
              .orElseThrow(() ->
                  Refusals.value(
                      "The value "
                          + each
                          + " for parameter ExtendedStatistics is not supported.")));
    }
    return statistics;
  }

  private static List<Datapoint> points(
      Series series, List<String> plain, Map<String, Statistic> extended) {
    return series.stretches().stream()
        .filter(stretch -> stretch.spread().count() > 0)
        .map(stretch -> point(stretch, plain, extended))
        .toList();
  }

  private static Datapoint point(
      Series.Stretch stretch, List<String> plain, Map<String, Statistic> extended) {
    Map<String, Double> values = new LinkedHashMap<>();
    extended.forEach((name, statistic) ->
        statistic.of(stretch.spread()).ifPresent(value -> values.put(name, value)));
    return new Datapoint(
        Instant.ofEpochSecond(stretch.second()),
        value("SampleCount", plain, stretch),
        value("Average", plain, stretch),
        value("Sum", plain, stretch),
        value("Minimum", plain, stretch),
        value("Maximum", plain, stretch),
        stretch.unit(),
        values.isEmpty() ? null : values);
  }

  private static @Nullable Double value(
      String statistic, List<String> wanted, Series.Stretch stretch) {
    if (!wanted.contains(statistic)) {
      return null;
    }
    OptionalDouble value = Statistic.parse(statistic).orElseThrow().of(stretch.spread());
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
