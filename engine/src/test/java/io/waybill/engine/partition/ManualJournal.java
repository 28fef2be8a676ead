package io.waybill.engine.partition;

import io.waybill.engine.journal.Journal;
import io.waybill.store.Batch;
import io.waybill.store.Store;
import java.util.ArrayDeque;
import java.util.Deque;

/// A journal that commits one batch when it is told to.
public final class ManualJournal implements Journal {
  private record Pending(Batch batch, Completion completion) {}

  private final Store store;
  private final Deque<Pending> pending = new ArrayDeque<>();

  public ManualJournal(Store store) {
    this.store = store;
  }

  @Override
  public void append(PartitionNumber partition, Batch batch, Completion completion) {
    pending.add(new Pending(batch, completion));
  }

  public int size() {
    return pending.size();
  }

  /// Commits the oldest batch.
  public void commitOne() {
    Pending next = pending.remove();
    try {
      store.commit(next.batch);
    } catch (RuntimeException failure) {
      next.completion.failed(failure);
      return;
    }
    next.completion.durable();
  }

  public void commitAll() {
    while (!pending.isEmpty()) {
      commitOne();
    }
  }

  @Override
  public void close() {
    pending.clear();
  }
}
