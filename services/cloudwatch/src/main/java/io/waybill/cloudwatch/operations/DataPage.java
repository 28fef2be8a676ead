package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.api.GetMetricDataOutput;
import io.waybill.cloudwatch.api.MetricDataResult;
import io.waybill.cloudwatch.api.StatusCode;
import io.waybill.cloudwatch.model.Refusals;
import io.waybill.cloudwatch.state.Points;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One page of GetMetricData: which points of which queries it holds. Its token says with which
/// query the next begins, and how many of that one's points were told.
final class DataPage {
  private final List<DataQuery> queries;
  private final boolean oldestFirst;
  private final int most;
  private int firstQuery;
  private int skipped;

  DataPage(List<DataQuery> queries, @Nullable String scanBy, int most, @Nullable String token) {
    this.queries = queries;
    this.oldestFirst = "TimestampAscending".equals(scanBy);
    this.most = most;
    if (token != null) {
      begin(token);
    }
  }

  private void begin(String token) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(token), java.nio.charset.StandardCharsets.UTF_8)
              .split(":", 2);
      firstQuery = Integer.parseInt(parts[0]);
      skipped = parts.length == 2 ? Integer.parseInt(parts[1]) : -1;
    } catch (IllegalArgumentException malformed) {
      throw Refusals.token();
    }
    if (firstQuery < 0 || skipped < 0 || skipped > 1 << 24) {
      throw Refusals.token();
    }
  }

  /// The number of the query that the page begins with.
  int firstQuery() {
    return firstQuery;
  }

  /// How many of its points earlier pages told.
  int skipped() {
    return skipped;
  }

  GetMetricDataOutput output(List<Points> read) {
    Map<Integer, List<Points.Point>> byQuery = new HashMap<>();
    read.forEach(each -> byQuery.put(each.number(), each.points()));
    List<MetricDataResult> results = new ArrayList<>();
    int room = most;
    for (DataQuery query : queries) {
      if (query.number() < firstQuery) {
        continue;
      }
      int from = query.number() == firstQuery ? skipped : 0;
      List<Points.Point> points = byQuery.get(query.number());
      if (points == null || (room == 0 && points.size() > from)) {
        return new GetMetricDataOutput(results, token(query.number(), from), List.of());
      }
      List<Points.Point> ordered = oldestFirst ? points : points.reversed();
      int start = Math.min(from, ordered.size());
      int end = Math.min(ordered.size(), start + room);
      boolean whole = end == ordered.size();
      results.add(result(query, ordered.subList(start, end), whole));
      room -= end - start;
      if (!whole) {
        return new GetMetricDataOutput(results, token(query.number(), end), List.of());
      }
    }
    return new GetMetricDataOutput(results, null, List.of());
  }

  private MetricDataResult result(DataQuery query, List<Points.Point> points, boolean whole) {
    return new MetricDataResult(
        query.id(),
        label(query),
        points.stream().map(each -> Instant.ofEpochSecond(each.second())).toList(),
        points.stream().map(Points.Point::value).toList(),
        whole ? StatusCode.COMPLETE : StatusCode.PARTIAL_DATA,
        null);
  }

  /// AWS: the metric's name, and what tells the queries apart.
  private String label(DataQuery query) {
    String plain = query.wanted().request().metric().name();
    if (differ(queries.stream().map(DataQuery::stat).toList())) {
      plain += " " + query.stat();
    }
    if (differ(queries.stream().map(each -> each.wanted().request().period()).toList())) {
      plain += " " + query.wanted().request().period();
    }
    return Label.of(query, plain);
  }

  private static boolean differ(List<?> values) {
    return values.stream().distinct().count() > 1;
  }

  private static String token(int query, int told) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString((query + ":" + told).getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }
}
