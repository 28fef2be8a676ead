package io.waybill.sqs.operations;

import io.waybill.shapes.Refusal;
import io.waybill.sqs.api.BatchResultErrorEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The entries of a batch that were refused.
final class Failures {
  private Failures() {}

  /// AWS (BatchResultErrorEntry): the code is the one of the query protocol.
  static BatchResultErrorEntry entry(String id, Refusal refusal) {
    return new BatchResultErrorEntry(
        id, refusal.shape().senderFault(), refusal.shape().code(), refusal.text());
  }

  /// AWS leaves an empty list out.
  static <T> @Nullable List<T> orAbsent(List<T> entries) {
    return entries.isEmpty() ? null : entries;
  }
}
