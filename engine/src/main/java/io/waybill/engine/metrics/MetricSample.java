package io.waybill.engine.metrics;

import io.waybill.core.AccountId;
import io.waybill.core.Region;
import java.util.Map;

/// One minute of one metric of a service, as a statistic set.
///
/// @param namespace such as `AWS/SQS`
/// @param unit one of CloudWatch's
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
    double maximum) {
  public MetricSample {
    dimensions = Map.copyOf(dimensions);
  }

  /// The whole that a sample belongs to.
  ///
  /// @param dimensions what names the thing that is measured
  public record Subject(
      AccountId account, Region region, String namespace, Map<String, String> dimensions) {
    /// One value.
    public MetricSample value(String name, String unit, long value) {
      double only = (double) value;
      return new MetricSample(
          account, region, namespace, name, dimensions, unit, 1, only, only, only);
    }

    /// `count` values of which only the sum is known: taken to be alike.
    public MetricSample sum(String name, String unit, long count, long sum) {
      double all = (double) sum;
      double each = all / count;
      return new MetricSample(
          account, region, namespace, name, dimensions, unit, count, all, each, each);
    }
  }
}
