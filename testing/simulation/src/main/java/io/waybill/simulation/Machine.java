package io.waybill.simulation;

import io.waybill.core.AccountId;
import io.waybill.core.ByteWriter;
import io.waybill.core.Region;
import io.waybill.core.Stamp;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.PartitionState;
import io.waybill.engine.partition.Program;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.time.Timers;
import io.waybill.eventbridge.state.EventKeys;
import io.waybill.shapes.OperationShape;
import io.waybill.sns.state.SnsKeys;
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
public final class Machine {
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
  private final Outside outside;
  private final SimulatedTime time = new SimulatedTime();
  private Running running;

  /// @param relaxed whether success means no more than that the kernel has it
  public Machine(Chance chance, SqsSettings settings, boolean relaxed, Outside outside) {
    this.chance = chance;
    this.settings = settings;
    this.store = new FaultyStore(chance.next(), relaxed);
    this.relaxed = relaxed;
    this.outside = outside;
    this.running = new Running(settings, store, time, chance::next, outside);
  }

  public SimulatedTime time() {
    return time;
  }

  public <I, O> void call(OperationShape<I, O> shape, I input, Answer<O> answer) {
    running.gateway.call(shape, CALLER, input, answer);
  }

  /// Commits some of what waits for it.
  public void commitSome() {
    if (running.journal.size() > 0) {
      running.journal.commit(chance.between(1, running.journal.size()));
    }
  }

  /// Runs what is due, once.
  public void tick() {
    running.timers.take(time.millis()).forEach(Timers.Timed::tick);
  }

  /// Whether there is nothing left to do at this moment.
  public boolean isAtRest() {
    return running.journal.size() == 0 && running.timers.earliest() > time.millis();
  }

  /// When something falls due next; Long.MAX_VALUE when nothing will.
  public long nextDue() {
    return running.timers.earliest();
  }

  /// Commits and runs what is due until there is nothing left to do at this moment.
  public void settle() {
    for (int round = 0; !isAtRest(); round++) {
      Violation.unless(round < ROUNDS_MAX, "the server finds no rest");
      running.journal.commit(running.journal.size());
      tick();
    }
  }

  public boolean isBroken() {
    return store.failure().isPresent();
  }

  public void fillDisk() {
    store.full(true);
  }

  /// The next commit fails as told.
  public void failNextCommit(Fault fault) {
    store.schedule(FaultSchedule.at(Map.of(store.commits(), fault)));
  }

  /// The disk works from now on, if it is not broken already.
  public void heal() {
    store.full(false);
    store.schedule(FaultSchedule.NEVER);
  }

  boolean isRelaxed() {
    return relaxed;
  }

  /// Power fails or, where durability is relaxed, the process is killed: of what waits for the disk
  /// a part gets there, untold. Then the machine starts again, with a clock that may have been set
  /// meanwhile.
  public void crash(long clockMovedMillis) {
    if (!isBroken() && chance.oneIn(2)) {
      running.journal.commitUntold(chance.between(0, running.journal.size()));
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
    running = new Running(settings, store, time, chance::next, outside);
  }

  /// Shows `look` the queues of every partition as they are in memory. The server must be settled.
  void inspect(BiConsumer<Queues, Transaction> look) {
    inspect(running.sqs.program(), look);
  }

  private <S extends PartitionState> void inspect(
      Program<S> program, BiConsumer<S, Transaction> look) {
    for (int i = 0; i < Running.PARTITIONS; i++) {
      List<Throwable> failures = new ArrayList<>();
      running.engine.submit(new PartitionNumber(i), program, new Look<>(look, failures));
      Violation.unless(failures.isEmpty(), "a partition can't be looked at: " + failures);
    }
  }

  private record Look<S extends PartitionState>(
      BiConsumer<S, Transaction> look, List<Throwable> failures) implements Command<S> {
    @Override
    public void decide(S state, Transaction transaction, Stamp stamp) {
      look.accept(state, transaction);
    }

    @Override
    public void failed(Throwable cause) {
      failures.add(cause);
    }
  }

  /// Makes sure that every partition has its memory, as a call to each would.
  public void wake() {
    inspect((queues, transaction) -> {});
  }

  /// How many lanes of outboxes have something that waits or is under way.
  public int lanes() {
    int[] count = {0};
    inspect(running.sns.program(), (topics, transaction) -> count[0] += topics.outbox().lanes());
    inspect(running.events.program(), (buses, transaction) -> count[0] += buses.outbox().lanes());
    return count[0];
  }

  /// How many consignments and items of outboxes are stored.
  public int storedDeliveries() {
    int count = 0;
    for (int i = 0; i < Running.PARTITIONS; i++) {
      count += stored(new ByteWriter(4).u16(i).u8(SnsKeys.PROGRAM).u8(SnsKeys.OUTBOX).bytes());
      count += stored(new ByteWriter(4).u16(i).u8(EventKeys.PROGRAM).u8(EventKeys.OUTBOX).bytes());
    }
    return count;
  }

  private int stored(byte[] outbox) {
    int[] count = {0};
    for (char kind : new char[] {'C', 'I', 'K'}) {
      store.scan(
          Space.DATA,
          new ByteWriter(5).raw(outbox).u8(kind).bytes(),
          new ByteWriter(5).raw(outbox).u8(kind + 1).bytes(),
          (key, value) -> {
            count[0]++;
            return true;
          });
    }
    return count[0];
  }

  /// How many transfers are under way: items that a partition keeps for another.
  int transfersUnderWay() {
    int[] count = {0};
    for (int i = 0; i < Running.PARTITIONS; i++) {
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
