package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.api.Dimension;
import io.waybill.cloudwatch.api.Metric;
import io.waybill.cloudwatch.api.MetricStat;
import io.waybill.cloudwatch.api.PutMetricAlarmInput;
import io.waybill.cloudwatch.model.Refusals;
import io.waybill.cloudwatch.model.Statistic;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What an alarm watches, checked: one metric, whether it is named by itself or as the only one of
/// a list.
record Watched(
    String namespace,
    String metricName,
    List<Dimension> dimensions,
    int period,
    @Nullable String statistic,
    @Nullable String extendedStatistic,
    @Nullable String unit) {
  private static final int DAY_SECONDS = 86_400;
  private static final Set<String> PLAIN =
      Set.of("SampleCount", "Average", "Sum", "Minimum", "Maximum");
  private static final List<String> TREATMENTS =
      List.of("breaching", "notBreaching", "ignore", "missing");
  private static final List<String> LOW_SAMPLES = List.of("evaluate", "ignore");
  private static final Set<String> BANDS =
      Set.of(
          "LessThanLowerOrGreaterThanUpperThreshold",
          "LessThanLowerThreshold",
          "GreaterThanUpperThreshold");

  static Watched of(PutMetricAlarmInput input) {
    requireComputed(input);
    Watched watched = input.metrics() == null ? byName(input) : ofList(input);
    Inputs.metric(watched.namespace, watched.metricName, watched.dimensions, "");
    requireTimes(input, watched.period);
    requireOption("TreatMissingData", input.treatMissingData(), TREATMENTS);
    requireOption(
        "EvaluateLowSampleCountPercentile", input.evaluateLowSampleCountPercentile(), LOW_SAMPLES);
    return watched;
  }

  private static void requireOption(String name, @Nullable String option, List<String> known) {
    if (option != null && !known.contains(option)) {
      throw Refusals.value(
          "Option %s is not supported for %s. Supported options are: %s."
              .formatted(option, name, String.join(", ", known)));
    }
  }

  private static void requireComputed(PutMetricAlarmInput input) {
    if (input.thresholdMetricId() != null
        || BANDS.contains(Inputs.text(input.comparisonOperator()))) {
      throw Refusals.value("Alarms on bands of anomaly detection are not supported here.");
    }
    if (input.threshold() == null) {
      throw Refusals.missing("The parameter Threshold is required.");
    }
  }

  private static Watched byName(PutMetricAlarmInput input) {
    if ((input.statistic() == null) == (input.extendedStatistic() == null)) {
      throw Refusals.validation(
          input.statistic() == null
              ? "Metric Statistic or ExtendedStatistic must be specified."
              : "Only one of Statistic and ExtendedStatistic may be specified.");
    }
    requireKnown(input.extendedStatistic());
    return new Watched(
        Inputs.required(input.namespace(), "Namespace"),
        Inputs.required(input.metricName(), "MetricName"),
        Inputs.list(input.dimensions()),
        Span.period(Inputs.required(input.period(), "Period"), "Period"),
        input.statistic(),
        input.extendedStatistic(),
        input.unit());
  }

  private static Watched ofList(PutMetricAlarmInput input) {
    List<io.waybill.cloudwatch.api.MetricDataQuery> queries = Inputs.list(input.metrics());
    if (queries.size() != 1 || queries.getFirst().metricStat() == null) {
      throw Refusals.value(
          "Alarms on metric math are not supported here: name one metric, without an expression.");
    }
    MetricStat stat = Objects.requireNonNull(queries.getFirst().metricStat());
    Metric metric = Inputs.required(stat.metric(), "Metrics.member.1.MetricStat.Metric");
    String name = Inputs.required(stat.stat(), "Metrics.member.1.MetricStat.Stat");
    boolean plain = PLAIN.contains(name);
    requireKnown(plain ? null : name);
    return new Watched(
        Inputs.required(metric.namespace(), "Namespace"),
        Inputs.required(metric.metricName(), "MetricName"),
        Inputs.list(metric.dimensions()),
        Span.period(stat.period(), "Metrics.member.1.MetricStat.Period"),
        plain ? name : null,
        plain ? null : name,
        stat.unit());
  }

  private static void requireKnown(@Nullable String statistic) {
    if (statistic != null && Statistic.parse(statistic).isEmpty()) {
      throw Refusals.value(
          "The value " + statistic + " for parameter ExtendedStatistic is not supported.");
    }
  }

  /// AWS (PutMetricAlarm): no more points than periods; all periods within a day, or within a week
  /// where one is an hour or more.
  private static void requireTimes(PutMetricAlarmInput input, int period) {
    int periods = Objects.requireNonNullElse(input.evaluationPeriods(), 1);
    Integer points = input.datapointsToAlarm();
    if (points != null && points > periods) {
      throw Refusals.validation(
          "DatapointsToAlarm must be less than or equal to EvaluationPeriods.");
    }
    int days = period >= 3_600 ? 7 : 1;
    if ((long) periods * period > (long) days * DAY_SECONDS) {
      throw Refusals.validation(
          "Metrics cannot be checked across more than %s (EvaluationPeriods * Period must be <= %d)."
              .formatted(days == 1 ? "a day" : "a week", days * DAY_SECONDS));
    }
  }
}
