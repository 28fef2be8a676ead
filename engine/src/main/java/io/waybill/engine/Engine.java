package io.waybill.engine;

import io.waybill.core.IdSource;
import io.waybill.core.TimeSource;
import io.waybill.engine.journal.Journal;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.Homes;
import io.waybill.engine.partition.Partition;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.PartitionState;
import io.waybill.engine.partition.Program;
import io.waybill.engine.time.Timers;
import io.waybill.store.Store;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// All partitions of one server, and who runs in them.
public final class Engine {
  private final List<Partition> partitions;
  private final Timers timers;
  private final Homes homes;

  public Engine(
      Homes homes,
      List<Program<?>> programs,
      Store store,
      Journal journal,
      TimeSource time,
      IdSource ids,
      Timers timers) {
    Map<Integer, Program<?>> byId = new HashMap<>();
    for (Program<?> program : programs) {
      if (byId.put(program.id(), program) != null) {
        throw new IllegalStateException("two programs have the id " + program.id());
      }
    }
    List<Partition> made = new ArrayList<>();
    for (int i = 0; i < homes.partitionCount(); i++) {
      made.add(
          new Partition(
              new PartitionNumber(i), byId, store, journal, time, ids, timers, this::partition));
    }
    this.partitions = List.copyOf(made);
    this.timers = timers;
    this.homes = homes;
  }

  /// Loads every partition, so that what was due or in transit goes on.
  public void open() {
    partitions.forEach(Partition::open);
  }

  /// The partition in which the resource named `arn` lives.
  public PartitionNumber home(String arn) {
    return homes.of(arn);
  }

  /// Runs `command` in `partition`, on the state of `program`.
  public <S extends PartitionState> void submit(
      PartitionNumber partition, Program<S> program, Command<S> command) {
    partition(partition.value()).submit(program, command);
  }

  /// How many steps `partition` took that may have changed something: equal numbers mean that
  /// nothing happened in between.
  public long stirrings(PartitionNumber partition) {
    return partition(partition.value()).stirrings();
  }

  public int partitionCount() {
    return partitions.size();
  }

  public Timers timers() {
    return timers;
  }

  /// Forgets all memory of every partition; parked answers fail with `cause`.
  public void drop(Throwable cause) {
    partitions.forEach(partition -> partition.drop(cause));
  }

  /// Waits until everything that was submitted is durable or has failed. False when that takes
  /// longer than `millis`.
  public boolean awaitQuiet(long millis) throws InterruptedException {
    CountDownLatch quiet = new CountDownLatch(partitions.size());
    partitions.forEach(partition -> partition.whenQuiet(quiet::countDown));
    return quiet.await(millis, TimeUnit.MILLISECONDS);
  }

  private Partition partition(int number) {
    return partitions.get(number);
  }
}
