package io.waybill.testkit;

import io.waybill.engine.journal.Journal;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.store.Batch;
import io.waybill.store.Store;
import java.util.ArrayDeque;
import java.util.Deque;

/// Commits on the test's own thread, when it is asked to.
final class OneJournal implements Journal {
  private record Pending(Batch batch, Completion completion) {}

  private final Store store;
  private final Deque<Pending> pending = new ArrayDeque<>();

  OneJournal(Store store) {
    this.store = store;
  }

  @Override
  public void append(PartitionNumber partition, Batch batch, Completion completion) {
    pending.add(new Pending(batch, completion));
  }

  void commitAll() {
    for (Pending next = pending.poll(); next != null; next = pending.poll()) {
      store.commit(next.batch);
      next.completion.durable();
    }
  }

  @Override
  public void close() {
    commitAll();
  }
}
