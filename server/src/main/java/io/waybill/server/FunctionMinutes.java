package io.waybill.server;

import io.waybill.core.AccountId;
import io.waybill.core.Region;
import io.waybill.engine.metrics.MetricSample;
import io.waybill.engine.metrics.MetricSource;
import io.waybill.lambda.invoke.MinuteTally;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// What CloudWatch shows of functions, as `AWS/Lambda`: of all in a region, of each, of each
/// version and alias that was called. A function to which nothing happened tells nothing.
final class FunctionMinutes implements MetricSource {
  private final MinuteTally tally;

  FunctionMinutes(MinuteTally tally) {
    this.tally = tally;
  }

  @Override
  public void collect(Consumer<MetricSample> to) {
    tally
        .take()
        .forEach((subject, metrics) -> {
          MetricSample.Subject shown = shown(subject);
          metrics.forEach(
              (metric, seen) -> to.accept(shown.values(metric.shown(), metric.unit(), seen)));
        });
  }

  private static MetricSample.Subject shown(MinuteTally.Subject subject) {
    Map<String, String> dimensions = new LinkedHashMap<>();
    dimensions.put("FunctionName", subject.function());
    dimensions.put("Resource", subject.resource());
    dimensions.put("ExecutedVersion", subject.executedVersion());
    dimensions.values().removeIf(String::isEmpty);
    return new MetricSample.Subject(
        new AccountId(subject.account()), new Region(subject.region()), "AWS/Lambda", dimensions);
  }
}
