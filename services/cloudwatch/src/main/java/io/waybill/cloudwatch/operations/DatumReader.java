package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.api.MetricDatum;
import io.waybill.cloudwatch.api.StatisticSet;
import io.waybill.cloudwatch.model.Datum;
import io.waybill.cloudwatch.model.Refusals;
import io.waybill.cloudwatch.model.Spread;
import io.waybill.cloudwatch.model.Units;
import java.util.List;
import java.util.Objects;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// Reads one member of PutMetricData.
///
/// @param place what the caller calls it: `MetricData.member.1`
record DatumReader(String place) {
  // AWS: 150 values a metric, each from -2^360 to 2^360.
  private static final int VALUES_MAX = 150;
  private static final double LARGEST = Math.scalb(1.0, 360);

  Datum read(String namespace, MetricDatum given) {
    int resolution = Objects.requireNonNullElse(given.storageResolution(), 60);
    if (resolution != 1 && resolution != 60) {
      throw Refusals.value("The parameter " + place + ".StorageResolution must be either 1 or 60.");
    }
    return new Datum(
        Inputs.metric(namespace, given.metricName(), given.dimensions(), place + "."),
        given.timestamp() == null
            ? OptionalLong.empty()
            : OptionalLong.of(given.timestamp().toEpochMilli()),
        given.unit() == null ? Units.NONE : given.unit(),
        spread(given),
        resolution == 1,
        place);
  }

  private Spread spread(MetricDatum given) {
    requireOne("Value", given.value(), "Values", given.values());
    requireOne("Value", given.value(), "StatisticValues", given.statisticValues());
    requireOne("StatisticValues", given.statisticValues(), "Values", given.values());
    if (given.value() != null) {
      return Spread.of(sound(given.value(), "Value"), 1);
    }
    if (given.statisticValues() != null) {
      return set(given.statisticValues());
    }
    if (given.values() != null && !given.values().isEmpty()) {
      return values(given.values(), given.counts());
    }
    throw Refusals.combination(
        "At least one of the parameters %s.Value, %s.Values and %s.StatisticValues must be specified."
            .formatted(place, place, place));
  }

  private void requireOne(
      String one, @Nullable Object first, String other, @Nullable Object second) {
    if (first != null && second != null) {
      throw Refusals.combination(
          "The parameters %s.%s and %s.%s are mutually exclusive and you have specified both."
              .formatted(place, one, place, other));
    }
  }

  private Spread values(List<Double> values, @Nullable List<Double> counts) {
    if (counts != null && counts.size() != values.size()) {
      throw Refusals.value(
          "The parameters %s.Values and %s.Counts must be of the same size."
              .formatted(place, place));
    }
    if (values.size() > VALUES_MAX) {
      throw Refusals.value(
          "The collection %s.Values must not have a size greater than 150.".formatted(place));
    }
    Spread all = Spread.ofSet(0, 0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < values.size(); i++) {
      String member = ".member." + (i + 1);
      double count = counts == null ? 1 : sound(counts.get(i), "Counts" + member);
      if (count < 0) {
        throw Refusals.value(
            "The value %s for parameter %s.Counts%s is invalid.".formatted(count, place, member));
      }
      Spread each = Spread.of(sound(values.get(i), "Values" + member), count);
      all = i == 0 ? each : all.plus(each);
    }
    return all;
  }

  private Spread set(StatisticSet given) {
    double count = number(given.sampleCount(), "StatisticValues.SampleCount");
    double sum = number(given.sum(), "StatisticValues.Sum");
    double minimum = number(given.minimum(), "StatisticValues.Minimum");
    double maximum = number(given.maximum(), "StatisticValues.Maximum");
    if (count < 0) {
      throw Refusals.value(
          "The parameter %s.StatisticValues.SampleCount must be greater than or equal to 0."
              .formatted(place));
    }
    if (minimum > maximum) {
      throw Refusals.value(
          "The parameter %s.StatisticValues.Minimum must be less than or equal to %s.StatisticValues.Maximum."
              .formatted(place, place));
    }
    return Spread.ofSet(count, sum, minimum, maximum);
  }

  private double number(@Nullable Double value, String parameter) {
    return sound(Inputs.required(value, place + "." + parameter), parameter);
  }

  private double sound(double value, String parameter) {
    if (Double.isNaN(value) || Math.abs(value) > LARGEST) {
      throw Refusals.value(
          "The value %s for parameter %s.%s is invalid.".formatted(value, place, parameter));
    }
    return value;
  }
}
