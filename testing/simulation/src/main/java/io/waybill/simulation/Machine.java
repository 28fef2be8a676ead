package io.waybill.simulation;

import io.waybill.core.AccountId;
import io.waybill.core.Region;
import io.waybill.core.Stamp;
import io.waybill.engine.Engine;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.gateway.Permission;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.Homes;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.time.Timers;
import io.waybill.shapes.OperationShape;
import io.waybill.sqs.Sqs;
import io.waybill.sqs.state.Queues;
import io.waybill.sqs.state.SqsSettings;
import io.waybill.store.Space;
import io.waybill.store.fault.Fault;
import io.waybill.store.fault.FaultSchedule;
import io.waybill.store.fault.FaultyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// One machine: a disk that outlives crashes, and the server below HTTP, which does not.
final class Machine {
  private static final int PARTITIONS = 4;
  private static final int ROUNDS_MAX = 20_000;
  private static final Caller CALLER =
      new Caller(
          AccountId.parse("000000000000").orElseThrow(),
          Region.parse("eu-west-1").orElseThrow(),
          "arn:aws:iam::000000000000:root",
          "simulated",
          "http://localhost:4566");

  private final Chance chance;
  private final SqsSettings settings;
  private final FaultyStore store;
  private final boolean relaxed;
  final SimulatedTime time = new SimulatedTime();
  private SimulatedJournal journal;
  private Timers timers = new Timers();
  private Sqs sqs;
  private Engine engine;
  private Gateway gateway;

  /// @param relaxed whether success means no more than that the kernel has it
  Machine(Chance chance, SqsSettings settings, boolean relaxed) {
    this.chance = chance;
    this.settings = settings;
    this.store = new FaultyStore(chance.next(), relaxed);
    this.relaxed = relaxed;
    this.journal = new SimulatedJournal(store);
    this.sqs = new Sqs(settings, new Homes(PARTITIONS));
    this.engine = engine();
    this.gateway = gateway();
    engine.open();
  }

  private Engine engine() {
    Homes homes = new Homes(PARTITIONS);
    return new Engine(homes, List.of(sqs.program()), store, journal, time, chance::next, timers);
  }

  private Gateway gateway() {
    Gateway.Builder operations = new Gateway.Builder();
    sqs.serve(engine, operations);
    return operations.build(Permission.OF_THE_ACCOUNT);
  }

  <I, O> void call(OperationShape<I, O> shape, I input, Answer<O> answer) {
    gateway.call(shape, CALLER, input, answer);
  }

  /// Commits some of what waits for it.
  void commitSome() {
    if (journal.size() > 0) {
      journal.commit(chance.between(1, journal.size()));
    }
  }

  /// Runs what is due, once.
  void tick() {
    timers.take(time.millis()).forEach(Timers.Timed::tick);
  }

  /// Commits and runs what is due until there is nothing left to do at this moment.
  void settle() {
    for (int round = 0; journal.size() > 0 || timers.earliest() <= time.millis(); round++) {
      Violation.unless(round < ROUNDS_MAX, "the server finds no rest");
      journal.commit(journal.size());
      tick();
    }
  }

  boolean isBroken() {
    return store.failure().isPresent();
  }

  void fillDisk() {
    store.full(true);
  }

  /// The next commit fails as told.
  void failNextCommit(Fault fault) {
    store.schedule(FaultSchedule.at(Map.of(store.commits(), fault)));
  }

  /// The disk works from now on, if it is not broken already.
  void heal() {
    store.full(false);
    store.schedule(FaultSchedule.NEVER);
  }

  boolean isRelaxed() {
    return relaxed;
  }

  /// Power fails or, where durability is relaxed, the process is killed: of what waits for the disk
  /// a part gets there, untold. Then the machine starts again, with a clock that may have been set
  /// meanwhile.
  void crash(long clockMovedMillis) {
    if (!isBroken() && chance.oneIn(2)) {
      journal.commitUntold(chance.between(0, journal.size()));
    }
    if (relaxed) {
      store.kill();
    } else {
      store.cutPower();
    }
    start(clockMovedMillis);
  }

  /// Power fails, whatever durability is.
  void cutPower() {
    store.cutPower();
    start(0);
  }

  private void start(long clockMovedMillis) {
    heal();
    store.reopen();
    time.move(clockMovedMillis);
    timers = new Timers();
    journal = new SimulatedJournal(store);
    sqs = new Sqs(settings, new Homes(PARTITIONS));
    engine = engine();
    gateway = gateway();
    engine.open();
  }

  /// Shows `look` the queues of every partition as they are in memory. The server must be settled.
  void inspect(BiConsumer<Queues, Transaction> look) {
    for (int i = 0; i < PARTITIONS; i++) {
      List<Throwable> failures = new ArrayList<>();
      engine.submit(new PartitionNumber(i), sqs.program(), new Look(look, failures));
      Violation.unless(failures.isEmpty(), "a partition can't be looked at: " + failures);
    }
  }

  private record Look(BiConsumer<Queues, Transaction> look, List<Throwable> failures)
      implements Command<Queues> {
    @Override
    public void decide(Queues queues, Transaction transaction, Stamp stamp) {
      look.accept(queues, transaction);
    }

    @Override
    public void failed(Throwable cause) {
      failures.add(cause);
    }
  }

  /// How many transfers are under way: items that a partition keeps for another.
  int transfersUnderWay() {
    int[] count = {0};
    for (int i = 0; i < PARTITIONS; i++) {
      byte[] from = {0, (byte) i, 0, 'O'};
      byte[] to = {0, (byte) i, 0, 'P'};
      store.scan(
          Space.DATA,
          from,
          to,
          (key, value) -> {
            count[0]++;
            return true;
          });
    }
    return count[0];
  }

  Optional<String> failure() {
    return store.failure();
  }
}
