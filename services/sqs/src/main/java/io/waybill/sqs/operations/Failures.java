package io.waybill.sqs.operations;

import io.waybill.shapes.Refusal;
import io.waybill.sqs.api.BatchResultErrorEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The entries of a batch that were refused.
final class Failures {
  private Failures() {}

  /// AWS (BatchResultErrorEntry): the code is the one of the query protocol.
  static BatchResultErrorEntry entry(String id, Refusal refusal) {
    return new BatchResultErrorEntry(
        id, refusal.shape().senderFault(), refusal.shape().code(), refusal.text());
  }

  /// One entry for each message in `ids` that was not refused; one in `failed` for each other.
  static <T> List<T> split(
      List<String> ids,
      List<Optional<Refusal>> results,
      Function<String, T> done,
      List<BatchResultErrorEntry> failed) {
    List<T> entries = new ArrayList<>();
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      results
          .get(i)
          .ifPresentOrElse(
              refusal -> failed.add(entry(id, refusal)), () -> entries.add(done.apply(id)));
    }
    return entries;
  }

  /// AWS leaves an empty list out.
  static <T> @Nullable List<T> orAbsent(List<T> entries) {
    return entries.isEmpty() ? null : entries;
  }

  /// The only result of a decision about one entry; throws it if it is a refusal.
  static void requireAccepted(List<Optional<Refusal>> results) {
    results
        .getFirst()
        .ifPresent(refusal -> {
          throw refusal;
        });
  }
}
