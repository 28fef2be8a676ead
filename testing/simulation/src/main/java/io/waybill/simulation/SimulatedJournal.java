package io.waybill.simulation;

import io.waybill.engine.journal.Journal;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.store.Batch;
import io.waybill.store.Store;
import io.waybill.store.StoreFailure;
import java.util.ArrayList;
import java.util.List;

/// A journal that commits when it is told to, on the caller's thread.
final class SimulatedJournal implements Journal {
  private record Pending(Batch batch, Completion completion) {}

  private final Store store;
  private final List<Pending> pending = new ArrayList<>();

  SimulatedJournal(Store store) {
    this.store = store;
  }

  @Override
  public void append(PartitionNumber partition, Batch batch, Completion completion) {
    pending.add(new Pending(batch, completion));
  }

  int size() {
    return pending.size();
  }

  /// Commits the first `count` batches as one and tells what became of them.
  void commit(int count) {
    List<Pending> group = take(count);
    if (group.isEmpty()) {
      return;
    }
    try {
      write(group);
    } catch (RuntimeException failure) {
      group.forEach(each -> each.completion.failed(failure));
      return;
    }
    group.forEach(each -> each.completion.durable());
  }

  /// Commits the first `count` batches, and the machine stops before anybody is told.
  void commitUntold(int count) {
    List<Pending> group = take(count);
    if (group.isEmpty()) {
      return;
    }
    try {
      write(group);
    } catch (StoreFailure failure) {
      pending.clear(); // the machine stops anyway
    }
  }

  private List<Pending> take(int count) {
    List<Pending> first = pending.subList(0, Math.min(count, pending.size()));
    List<Pending> group = List.copyOf(first);
    first.clear();
    return group;
  }

  private void write(List<Pending> group) {
    store.commit(Batch.merged(group.stream().map(Pending::batch).toList()));
  }

  @Override
  public void close() {
    pending.clear();
  }
}
