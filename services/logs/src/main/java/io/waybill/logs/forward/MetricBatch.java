package io.waybill.logs.forward;

import io.waybill.logs.api.MetricFilter;
import io.waybill.logs.api.MetricTransformation;
import io.waybill.logs.pattern.FilterPattern;
import io.waybill.logs.pattern.Message;
import io.waybill.logs.state.Filters;
import io.waybill.shapes.Document;
import io.waybill.shapes.json.DocumentJson;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// What a batch of events tells CloudWatch, through the metric filters of its group or by itself:
/// the values of each metric, minute by minute.
///
/// AWS: a filter's default value is for minutes in which events came and none matched. Here that is
/// decided batch by batch, not once the minute is over: it would take a timer for each filter.
final class MetricBatch {
  private static final long MINUTE_MILLIS = 60_000;

  // AWS (PutMetricData): 150 values a datum, 1,000 data a call; fewer keep bodies small.
  private static final int VALUES_MAX = 150;
  private static final int DATA_MAX = 200;

  /// What one datum is of.
  ///
  /// @param seconds how long a stretch is kept as one: 60, or 1
  private record Place(
      MetricTransformation metric, Map<String, String> dimensions, int seconds, long stretch) {}

  private static final class Values {
    long millis;
    final Map<BigDecimal, Long> counts = new TreeMap<>();

    void add(BigDecimal value, long at) {
      millis = Math.max(millis, at);
      counts.merge(value, 1L, Long::sum);
    }
  }

  private final Map<Place, Values> places = new LinkedHashMap<>();
  private final Map<Place, Long> unmatched = new LinkedHashMap<>();
  private final Set<Place> matched = new HashSet<>();

  /// Holds `message`, which is of the time `millis`, against `filter`.
  void add(Filters.Ready<MetricFilter> filter, long millis, Message message) {
    List<MetricTransformation> metrics = filter.filter().metricTransformations();
    if (metrics == null) {
      return;
    }
    boolean wanted = filter.pattern().matches(message);
    for (MetricTransformation metric : metrics) {
      Place minute = new Place(metric, Map.of(), 60, millis / MINUTE_MILLIS);
      if (!wanted) {
        unmatched.merge(minute, millis, Math::max);
        continue;
      }
      matched.add(minute);
      Optional<BigDecimal> value = value(metric, filter.pattern(), message);
      Optional<Map<String, String>> dimensions = dimensions(metric, filter.pattern(), message);
      if (value.isPresent() && dimensions.isPresent()) {
        add(metric, dimensions.get(), 60, value.get(), millis);
      }
    }
  }

  /// Takes in a value of `metric`, kept by the minute or, where `seconds` is 1, by the second too.
  void add(
      MetricTransformation metric,
      Map<String, String> dimensions,
      int seconds,
      BigDecimal value,
      long millis) {
    Place place = new Place(metric, dimensions, seconds, millis / (seconds * 1_000L));
    places.computeIfAbsent(place, each -> new Values()).add(value, millis);
  }

  private static Optional<BigDecimal> value(
      MetricTransformation metric, FilterPattern pattern, Message message) {
    String text = metric.metricValue() == null ? "" : metric.metricValue();
    return (text.startsWith("$") ? pattern.value(text, message) : Optional.of(text))
        .flatMap(FilterPattern::number)
        .filter(Sound::value);
  }

  /// AWS: a metric with dimensions has a value only where the event has all of them.
  private static Optional<Map<String, String>> dimensions(
      MetricTransformation metric, FilterPattern pattern, Message message) {
    Map<String, String> found = new TreeMap<>();
    if (metric.dimensions() != null) {
      for (Map.Entry<String, String> each : metric.dimensions().entrySet()) {
        Optional<String> value =
            pattern.value(each.getValue(), message).filter(text -> !text.isBlank());
        if (value.isEmpty()) {
          return Optional.empty();
        }
        found.put(each.getKey(), value.get());
      }
    }
    return Optional.of(found).filter(Sound::dimensions);
  }

  /// Inputs of PutMetricData in JSON.
  List<String> bodies() {
    unmatched.forEach((place, millis) -> {
      Double unset = place.metric.defaultValue();
      if (unset != null && !matched.contains(place)) {
        places.computeIfAbsent(place, each -> new Values()).add(BigDecimal.valueOf(unset), millis);
      }
    });
    Map<String, List<Document>> byNamespace = new HashMap<>();
    places.forEach((place, values) ->
        byNamespace
            .computeIfAbsent(
                String.valueOf(place.metric.metricNamespace()), each -> new ArrayList<>())
            .addAll(data(place, values)));
    List<String> bodies = new ArrayList<>();
    byNamespace.forEach((namespace, data) -> {
      for (int from = 0; from < data.size(); from += DATA_MAX) {
        bodies.add(body(namespace, data.subList(from, Math.min(data.size(), from + DATA_MAX))));
      }
    });
    return bodies;
  }

  private static String body(String namespace, List<Document> data) {
    return DocumentJson.text(
        new Document.Struct(
            Map.of("Namespace", Document.text(namespace), "MetricData", new Document.Array(data))));
  }

  private static List<Document> data(Place place, Values values) {
    List<Document> data = new ArrayList<>();
    List<BigDecimal> all = List.copyOf(values.counts.keySet());
    for (int from = 0; from < all.size(); from += VALUES_MAX) {
      List<BigDecimal> some = all.subList(from, Math.min(all.size(), from + VALUES_MAX));
      data.add(
          datum(
              place,
              values.millis,
              some,
              some.stream().map(each -> values.counts.getOrDefault(each, 0L)).toList()));
    }
    return data;
  }

  private static Document datum(
      Place place, long millis, List<BigDecimal> values, List<Long> counts) {
    Map<String, Document> datum = new LinkedHashMap<>();
    datum.put("MetricName", Document.text(String.valueOf(place.metric.metricName())));
    datum.put("Timestamp", new Document.Numeric(BigDecimal.valueOf(millis, 3)));
    datum.put(
        "Values",
        new Document.Array(values.stream().<Document>map(Document.Numeric::new).toList()));
    datum.put("Counts", new Document.Array(counts.stream().map(Document::number).toList()));
    if (place.seconds == 1) {
      datum.put("StorageResolution", Document.number(1));
    }
    if (place.metric.unit() != null) {
      datum.put("Unit", Document.text(place.metric.unit()));
    }
    if (!place.dimensions.isEmpty()) {
      datum.put(
          "Dimensions",
          new Document.Array(
              place.dimensions.entrySet().stream()
                  .<Document>map(each ->
                      new Document.Struct(
                          Map.of(
                              "Name", Document.text(each.getKey()),
                              "Value", Document.text(each.getValue()))))
                  .toList()));
    }
    return new Document.Struct(datum);
  }
}
