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
/// Few services have more than a hundred operations, and most differ in their first segments: each
/// candidate of the method is tried in turn, the most specific first.
final class RestRoutes {
  private final Map<String, List<RestPattern>> byMethod = new HashMap<>();
  private final Map<OperationShape<?, ?>, RestPattern> byOperation = new HashMap<>();

  RestRoutes(ServiceShape service) {
    for (OperationShape<?, ?> operation : service.operations()) {
      RestPattern pattern = RestPattern.of(operation);
      byMethod.computeIfAbsent(operation.http().method(), _ -> new ArrayList<>()).add(pattern);
      byOperation.put(operation, pattern);
    }
    byMethod.values().forEach(patterns -> patterns.sort(RestPattern.MOST_SPECIFIC_FIRST));
  }

  Optional<OperationShape<?, ?>> find(WireRequest request) {
    List<String> path = RestPattern.split(request.path());
    for (RestPattern pattern : byMethod.getOrDefault(request.method(), List.of())) {
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
