package io.waybill.wire.protocol;

import io.waybill.shapes.OperationShape;
import io.waybill.shapes.ServiceShape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds operations by method and path, and the labels in the path.
///
/// Of a method and a number of segments there are few candidates: each is tried in turn, the most
/// specific first.
final class RestRoutes {
  private final Map<String, Candidates> byMethod = new HashMap<>();
  private final Map<OperationShape<?, ?>, RestPattern> byOperation = new HashMap<>();

  /// The patterns of one method.
  ///
  /// @param bySize by the number of segments that they take
  /// @param greedy those that take any number from one on, and less specific than all others
  private record Candidates(Map<Integer, List<RestPattern>> bySize, List<RestPattern> greedy) {
    static final Candidates NONE = new Candidates(Map.of(), List.of());

    static Candidates of(List<RestPattern> patterns) {
      patterns.sort(RestPattern.MOST_SPECIFIC_FIRST);
      Map<Integer, List<RestPattern>> bySize = new HashMap<>();
      List<RestPattern> greedy = new ArrayList<>();
      for (RestPattern each : patterns) {
        (each.isGreedy()
                ? greedy
                : bySize.computeIfAbsent(each.segments().size(), _ -> new ArrayList<>()))
            .add(each);
      }
      return new Candidates(bySize, greedy);
    }
  }

  RestRoutes(ServiceShape service) {
    Map<String, List<RestPattern>> patterns = new HashMap<>();
    for (OperationShape<?, ?> operation : service.operations()) {
      RestPattern pattern = RestPattern.of(operation);
      patterns.computeIfAbsent(operation.http().method(), _ -> new ArrayList<>()).add(pattern);
      byOperation.put(operation, pattern);
    }
    patterns.forEach((method, all) -> byMethod.put(method, Candidates.of(all)));
  }

  Optional<OperationShape<?, ?>> find(WireRequest request) {
    List<String> path = RestPattern.split(request.path());
    Candidates candidates = byMethod.getOrDefault(request.method(), Candidates.NONE);
    return first(candidates.bySize.getOrDefault(path.size(), List.of()), path, request)
        .or(() -> first(candidates.greedy, path, request));
  }

  private static Optional<OperationShape<?, ?>> first(
      List<RestPattern> patterns, List<String> path, WireRequest request) {
    for (RestPattern pattern : patterns) {
      if (pattern.matches(path) && pattern.matchesQuery(request.query())) {
        return Optional.of(pattern.operation());
      }
    }
    return Optional.empty();
  }

  /// The labels of `path`, decoded, by name. Empty if the path is not the operation's.
  Optional<Map<String, String>> labels(OperationShape<?, ?> operation, String path) {
    RestPattern pattern = byOperation.get(operation);
    List<String> segments = RestPattern.split(path);
    return pattern != null && pattern.matches(segments)
        ? Optional.of(pattern.labels(segments))
        : Optional.empty();
  }
}
