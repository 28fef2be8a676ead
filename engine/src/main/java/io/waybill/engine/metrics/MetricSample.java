package io.waybill.engine.metrics;

import io.waybill.core.AccountId;
import io.waybill.core.Region;
import java.util.Map;

/// One minute of one metric of a service.
///
/// @param namespace such as `AWS/SQS`
/// @param unit one of CloudWatch's
/// @param values how often which value came, each to three digits at least
public record MetricSample(
    AccountId account,
    Region region,
    String namespace,
    String name,
    Map<String, String> dimensions,
    String unit,
    double count,
    double sum,
    double minimum,
    double maximum,
    Map<Double, Long> values) {
  public MetricSample {
    dimensions = Map.copyOf(dimensions);
    values = Map.copyOf(values);
  }

  /// The whole that a sample belongs to.
  ///
  /// @param dimensions what names the thing that is measured
  public record Subject(
      AccountId account, Region region, String namespace, Map<String, String> dimensions) {
    /// One value.
    public MetricSample value(String name, String unit, long value) {
      return sum(name, unit, 1, value);
    }

    /// `count` values of which only the sum is known: taken to be alike.
    public MetricSample sum(String name, String unit, long count, long sum) {
      double all = (double) sum;
      double each = all / count;
      return new MetricSample(
          account,
          region,
          namespace,
          name,
          dimensions,
          unit,
          count,
          all,
          each,
          each,
          Map.of(each, count));
    }

    /// Values that were all seen.
    public MetricSample values(String name, String unit, Distribution seen) {
      return new MetricSample(
          account,
          region,
          namespace,
          name,
          dimensions,
          unit,
          seen.count(),
          seen.sum(),
          seen.minimum(),
          seen.maximum(),
          seen.values());
    }
  }
}
