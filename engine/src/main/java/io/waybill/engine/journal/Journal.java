package io.waybill.engine.journal;

import io.waybill.engine.partition.PartitionNumber;
import io.waybill.store.Batch;

/// The log of batches: makes each batch durable, whole or not at all, in the order given for each
/// partition.
public interface Journal extends AutoCloseable {
  /// Runs `ready`, once and soon, when a batch that is appended now would be committed at once:
  /// whoever has something to write collects until then. May run it before it returns.
  default void announce(Runnable ready) {
    ready.run();
  }

  /// Takes `batch` without blocking. Each partition has at most one batch under way.
  void append(PartitionNumber partition, Batch batch, Completion completion);

  /// Finishes what was appended, then stops.
  @Override
  void close();

  /// Who is told, on a thread of the journal, what became of a batch.
  interface Completion {
    void durable();

    /// The batch did not become durable, as far as anybody knows.
    void failed(Throwable cause);
  }
}
