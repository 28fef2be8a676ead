package io.waybill.wire.protocol;

import io.waybill.shapes.OperationShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The pattern of an operation's path: `/functions/{FunctionName}/tags?Type=x`.
///
/// @param greedy the place of the segment that takes more than one, or -1
record RestPattern(
    OperationShape<?, ?> operation, List<Segment> segments, int greedy, Map<String, String> query) {
  /// One segment of a path's pattern.
  sealed interface Segment {
    record Literal(String text) implements Segment {}

    record Label(String name) implements Segment {}

    /// Takes one segment or more.
    record Greedy(String name) implements Segment {}

    static Segment of(String text) {
      if (!text.startsWith("{")) {
        return new Literal(text);
      }
      String name = text.substring(1, text.length() - 1);
      return name.endsWith("+")
          ? new Greedy(name.substring(0, name.length() - 1))
          : new Label(name);
    }
  }

  static List<String> split(String path) {
    List<String> segments = new ArrayList<>();
    int from = 1;
    while (from < path.length()) {
      int slash = path.indexOf('/', from);
      int end = slash < 0 ? path.length() : slash;
      segments.add(path.substring(from, end));
      from = end + 1;
    }
    return segments;
  }

  static final Comparator<RestPattern> MOST_SPECIFIC_FIRST =
      Comparator.<RestPattern>comparingLong(pattern -> pattern.count(Segment.Greedy.class))
          .thenComparingLong(pattern -> -pattern.count(Segment.Literal.class))
          .thenComparingInt(pattern -> -pattern.segments.size())
          .thenComparingInt(pattern -> -pattern.query.size());

  static RestPattern of(OperationShape<?, ?> operation) {
    String uri = operation.http().uri();
    int mark = uri.indexOf('?');
    Map<String, String> query = new HashMap<>();
    if (mark >= 0) {
      Form.parse(uri.substring(mark + 1), query::put);
    }
    String path = mark < 0 ? uri : uri.substring(0, mark);
    List<Segment> segments = split(path).stream().map(Segment::of).toList();
    return new RestPattern(operation, segments, greedyAt(segments), query);
  }

  long count(Class<? extends Segment> kind) {
    return segments.stream().filter(kind::isInstance).count();
  }

  boolean isGreedy() {
    return greedy >= 0;
  }

  boolean matches(List<String> path) {
    int extra = path.size() - segments.size();
    if (greedy < 0 ? extra != 0 : extra < 0) {
      return false;
    }
    for (int i = 0; i < segments.size(); i++) {
      String there = path.get(greedy >= 0 && i > greedy ? i + extra : i);
      boolean fits =
          segments.get(i) instanceof Segment.Literal literal
              ? literal.text().equals(there)
              : !there.isEmpty();
      if (!fits) {
        return false;
      }
    }
    return true;
  }

  private static int greedyAt(List<Segment> segments) {
    for (int i = 0; i < segments.size(); i++) {
      if (segments.get(i) instanceof Segment.Greedy) {
        return i;
      }
    }
    return -1;
  }

  boolean matchesQuery(String text) {
    if (query.isEmpty()) {
      return true;
    }
    Map<String, String> there = new HashMap<>();
    try {
      Form.parse(text, there::put);
    } catch (IllegalArgumentException e) {
      return false;
    }
    return query.entrySet().stream()
        .allMatch(fixed ->
            there.containsKey(fixed.getKey())
                && (fixed.getValue().isEmpty()
                    || fixed.getValue().equals(there.get(fixed.getKey()))));
  }

  Map<String, String> labels(List<String> path) {
    Map<String, String> labels = new HashMap<>();
    int at = 0;
    for (Segment segment : segments) {
      switch (segment) {
        case Segment.Literal _ -> at++;
        case Segment.Label label -> labels.put(label.name(), Form.decode(path.get(at++), false));
        case Segment.Greedy greedy -> {
          int end = at + path.size() - segments.size() + 1;
          String taken = String.join("/", path.subList(at, end));
          labels.put(greedy.name(), Form.decode(taken, false));
          at = end;
        }
      }
    }
    return labels;
  }
}
