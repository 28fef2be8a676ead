package io.waybill.lambda.mapping;

import io.waybill.shapes.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which messages of a batch a function reports as failed: `ReportBatchItemFailures`.
final class ItemFailures {
  private ItemFailures() {}

  /// The messages that are done with. AWS: nothing, null or an empty list reports no failure; what
  /// can't be understood, or names a message that is not in the batch, fails the whole batch.
  static List<Received> done(List<Received> batch, byte[] answer) {
    return reported(new String(answer, StandardCharsets.UTF_8))
        .filter(failed ->
            batch.stream().map(Received::id).collect(Collectors.toSet()).containsAll(failed))
        .map(failed -> batch.stream().filter(each -> !failed.contains(each.id())).toList())
        .orElse(List.of());
  }

  /// The ids that are reported; empty where the report can't be understood.
  private static Optional<Set<String>> reported(String answer) {
    if (answer.isBlank()) {
      return Optional.of(Set.of());
    }
    Optional<JsonValue> parsed = JsonValue.parse(answer);
    if (parsed.isEmpty()) {
      return Optional.empty();
    }
    return switch (parsed.get()) {
      case JsonValue.Null _ -> Optional.of(Set.of());
      case JsonValue.Obj(var members) -> {
        JsonValue list = members.get("batchItemFailures");
        yield list == null ? Optional.of(Set.of()) : ids(list);
      }
      // AWS: an answer that is no object is a bad JSON response.
      case JsonValue.Arr _, JsonValue.Text _, JsonValue.Num _, JsonValue.Bool _ -> Optional.empty();
    };
  }

  private static Optional<Set<String>> ids(JsonValue list) {
    if (list instanceof JsonValue.Null) {
      return Optional.of(Set.of());
    }
    if (!(list instanceof JsonValue.Arr(var items))) {
      return Optional.empty();
    }
    Set<String> ids = new HashSet<>();
    for (JsonValue item : items) {
      if (item instanceof JsonValue.Obj(var members)
          && members.get("itemIdentifier") instanceof JsonValue.Text(String id)
          && !id.isEmpty()) {
        ids.add(id);
      } else {
        return Optional.empty();
      }
    }
    return Optional.of(ids);
  }
}
