package io.waybill.engine.partition;

import io.waybill.engine.time.Timers;
import io.waybill.store.fault.FaultyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Two partitions on a store that can fail, with time and commits in the test's hands.
final class Bench {
  final FaultyStore store;
  final Notes program = new Notes();
  final Timers timers = new Timers();
  final ManualJournal journal;
  final List<Partition> partitions = new ArrayList<>();
  long now;

  Bench(FaultyStore store, long now) {
    this.store = store;
    this.now = now;
    this.journal = new ManualJournal(store);
    for (int i = 0; i < 2; i++) {
      partitions.add(
          new Partition(
              new PartitionNumber(i),
              Map.of(Notes.ID, program),
              store,
              journal,
              () -> this.now,
              () -> 4,
              timers,
              partitions::get));
    }
    partitions.forEach(Partition::open);
  }

  static Bench fresh() {
    return new Bench(new FaultyStore(1), 1_000);
  }

  /// The same disk after a power cut, and a server that starts on it.
  Bench afterPowerCut() {
    store.cutPower();
    store.reopen();
    return new Bench(store, now);
  }

  Partition first() {
    return partitions.getFirst();
  }

  Partition second() {
    return partitions.getLast();
  }

  Notes.Told note(Partition partition, String text) {
    return Notes.note(partition, program, text);
  }

  Notes.Told step(Partition partition, Notes.Body body) {
    return Notes.step(partition, program, body);
  }

  /// The notes of `partition`, as its steps see them.
  String notes(Partition partition) {
    Notes.Told told = step(partition, (state, transaction) -> {});
    journal.commitAll();
    return String.valueOf(told.value);
  }

  /// The notes of `partition` in memory, durable or not.
  String notesWithoutCommit(Partition partition) {
    StringBuilder seen = new StringBuilder();
    step(partition, (state, transaction) -> seen.append(String.join(",", state.notes)));
    return seen.toString();
  }

  void tick() {
    timers.take(now).forEach(Timers.Timed::tick);
  }
}
