package io.waybill.logs.forward;

import io.waybill.logs.api.MetricTransformation;
import io.waybill.logs.api.StandardUnit;
import io.waybill.logs.pattern.FilterPattern;
import io.waybill.logs.state.LogEvent;
import io.waybill.shapes.json.JsonValue;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Metrics that events carry in AWS's embedded metric format: a JSON document whose member `_aws`
/// says which of the others are values, and which their dimensions.
///
/// What is no such document, or holds what CloudWatch would not take, is a line like others.
final class EmbeddedMetrics {
  private static final String MARK = "\"CloudWatchMetrics\"";

  // AWS ("Specification: Embedded metric format"): 100 metrics a directive, 100 values a metric.
  private static final int METRICS_MAX = 100;
  private static final int VALUES_MAX = 100;

  // AWS (PutMetricData): two weeks before now to two hours after; a little less, for the way there.
  private static final long PAST_MILLIS = Duration.ofDays(14).minusMinutes(10).toMillis();
  private static final long FUTURE_MILLIS = Duration.ofHours(2).toMillis();

  private final MetricBatch batch = new MetricBatch();
  private final long nowMillis;

  EmbeddedMetrics(long nowMillis) {
    this.nowMillis = nowMillis;
  }

  void add(LogEvent event) {
    String text = event.message();
    int begin = text.contains(MARK) ? text.indexOf('{') : -1;
    if (begin >= 0) {
      // Lambda may put a time and a request id before the document.
      JsonValue.parseObject(text.substring(begin)).ifPresent(this::add);
    }
  }

  /// Inputs of PutMetricData in JSON.
  List<String> bodies() {
    return batch.bodies();
  }

  private void add(JsonValue.Obj document) {
    Optional<JsonValue.Obj> head = object(document.get("_aws"));
    Optional<Long> millis =
        head.flatMap(of -> number(of.get("Timestamp"))).map(BigDecimal::longValue);
    if (head.isEmpty() || millis.filter(this::isInTime).isEmpty()) {
      return;
    }
    for (JsonValue each : items(head.get().get("CloudWatchMetrics"))) {
      object(Optional.of(each)).ifPresent(directive -> add(directive, document, millis.get()));
    }
  }

  private boolean isInTime(long millis) {
    return millis >= nowMillis - PAST_MILLIS && millis <= nowMillis + FUTURE_MILLIS;
  }

  private void add(JsonValue.Obj directive, JsonValue.Obj document, long millis) {
    Optional<String> namespace = text(directive.get("Namespace")).filter(Sound::namespace);
    List<JsonValue> metrics = items(directive.get("Metrics"));
    if (namespace.isEmpty() || metrics.size() > METRICS_MAX) {
      return;
    }
    List<Map<String, String>> sets = dimensionSets(directive, document);
    for (JsonValue each : metrics) {
      object(Optional.of(each))
          .flatMap(metric -> Metric.read(metric, namespace.get()))
          .ifPresent(metric ->
              values(document, metric)
                  .forEach(value ->
                      sets.forEach(
                          set -> batch.add(metric.of, set, metric.resolution, value, millis))));
    }
  }

  /// A metric that a directive names.
  private record Metric(String name, MetricTransformation of, int resolution) {
    static Optional<Metric> read(JsonValue.Obj definition, String namespace) {
      Optional<String> name = text(definition.get("Name")).filter(Sound::name);
      Optional<String> unit = text(definition.get("Unit"));
      int resolution =
          number(definition.get("StorageResolution")).map(BigDecimal::intValue).orElse(60);
      boolean sound =
          (resolution == 1 || resolution == 60)
              && unit.map(StandardUnit.VALUES::contains).orElse(true);
      return name.filter(_ -> sound)
          .map(its ->
              new Metric(
                  its,
                  new MetricTransformation(its, namespace, "", null, null, unit.orElse(null)),
                  resolution));
    }
  }

  /// The sets that have all of their dimensions; one without any where none is asked for.
  private static List<Map<String, String>> dimensionSets(
      JsonValue.Obj directive, JsonValue.Obj document) {
    List<JsonValue> asked = items(directive.get("Dimensions"));
    if (asked.isEmpty()) {
      return List.of(Map.of());
    }
    List<Map<String, String>> sets = new ArrayList<>();
    for (JsonValue each : asked) {
      Map<String, String> set = new TreeMap<>();
      List<JsonValue> names = items(Optional.of(each));
      for (JsonValue name : names) {
        text(Optional.of(name))
            .flatMap(key -> text(document.get(key)).map(value -> Map.entry(key, value)))
            .ifPresent(dimension -> set.put(dimension.getKey(), dimension.getValue()));
      }
      if (set.size() == names.size() && Sound.dimensions(set)) {
        sets.add(set);
      }
    }
    return sets;
  }

  private static List<BigDecimal> values(JsonValue.Obj document, Metric metric) {
    Optional<JsonValue> target = document.get(metric.name);
    List<JsonValue> all =
        target.isPresent() && target.get() instanceof JsonValue.Arr(List<JsonValue> items)
            ? items
            : target.stream().toList();
    return all.stream()
        .limit(VALUES_MAX)
        .flatMap(each -> number(Optional.of(each)).stream())
        .filter(Sound::value)
        .toList();
  }

  private static Optional<JsonValue.Obj> object(Optional<JsonValue> value) {
    return value.filter(JsonValue.Obj.class::isInstance).map(JsonValue.Obj.class::cast);
  }

  private static List<JsonValue> items(Optional<JsonValue> value) {
    return value.isPresent() && value.get() instanceof JsonValue.Arr(List<JsonValue> items)
        ? items
        : List.of();
  }

  private static Optional<String> text(Optional<JsonValue> value) {
    return value.isPresent() && value.get() instanceof JsonValue.Text(String text)
        ? Optional.of(text)
        : Optional.empty();
  }

  private static Optional<BigDecimal> number(Optional<JsonValue> value) {
    return value.isPresent() && value.get() instanceof JsonValue.Num(String digits)
        ? FilterPattern.number(digits)
        : Optional.empty();
  }
}
