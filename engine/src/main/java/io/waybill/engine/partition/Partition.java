package io.waybill.engine.partition;

import io.waybill.core.IdSource;
import io.waybill.core.Stamp;
import io.waybill.core.TimeSource;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.journal.Journal;
import io.waybill.engine.time.Timers;
import io.waybill.store.Store;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the commands of one partition, one at a time, on the states of its programs.
///
/// What a step writes goes into the open layer, which [Commits] makes durable. If a commit fails,
/// or a step throws, everything that is not durable is forgotten, its callers are told, and the
/// states are loaded from the store again.
public final class Partition implements Timers.Timed {
  private static final Logger log = LoggerFactory.getLogger(Partition.class);

  /// After a failure the states are loaded again this much later, if no caller comes before.
  private static final long RELOAD_MILLIS = 1_000;

  /// Work that nobody waits for adds to an open layer only up to this size: what is due, however
  /// much, must not outgrow the memory while a commit takes its time.
  private static final long DUE_BYTES_MAX = 4 << 20;

  /// An open layer of this size is committed even while commands keep coming.
  private static final long OPEN_BYTES_MAX = 1 << 20;

  private final PartitionNumber number;
  private final TimeSource time;
  private final IdSource ids;
  private final Timers timers;
  private final Overlay overlay;
  private final Map<Integer, Program<?>> programs;
  private final Transfers transfers;
  private final Mailbox mailbox = new Mailbox(this::run);
  private final TimeMark mark;
  private final Commits commits;
  private final AtomicLong stirrings = new AtomicLong();

  // Below: touched only by the thread that runs the mailbox.
  private final Residents residents = new Residents();
  private boolean loaded;
  private boolean dueAfterCommit;
  private final Step step;
  private int stirred;
  private long timerSetFor = Long.MAX_VALUE;

  /// @param peers finds the partition of a number: where transfers go
  public Partition(
      PartitionNumber number,
      Map<Integer, Program<?>> programs,
      Store store,
      Journal journal,
      TimeSource time,
      IdSource ids,
      Timers timers,
      IntFunction<Partition> peers) {
    this.number = number;
    this.programs = Map.copyOf(programs);
    this.overlay = new Overlay(store);
    this.time = time;
    this.ids = ids;
    this.timers = timers;
    this.transfers = new Transfers(number, peers);
    this.mark = new TimeMark(number);
    this.commits = new Commits(number, overlay, mark, journal, mailbox, this::forget);
    this.step = new Step(this, overlay, transfers);
  }

  public PartitionNumber number() {
    return number;
  }

  /// How many steps were taken that may have changed something: equal numbers mean that nothing
  /// happened in between.
  public long stirrings() {
    return stirrings.get();
  }

  /// Runs `command` on the state of `program`, now or as soon as the running one is through.
  public <S extends PartitionState> void submit(Program<S> program, Command<S> command) {
    mailbox.add(() -> execute(program, command));
  }

  /// Loads the states, so that what is due and what is in transit goes on without a caller.
  public void open() {
    mailbox.add(this::ensureLoaded);
  }

  /// Gives up the states: parked answers fail with `cause`, later commands load them again.
  public void drop(Throwable cause) {
    mailbox.add(() -> forget(cause));
  }

  /// Runs `action` when every command that was submitted before is durable or has failed.
  public void whenQuiet(Runnable action) {
    mailbox.add(() -> commits.whenQuiet(action));
  }

  @Override
  public void tick() {
    mailbox.add(this::runDue);
  }

  /// Whatever happens in `work`, the mailbox goes on: a partition that stopped would leave its
  /// callers without an answer for ever.
  private void run(Runnable work) {
    try {
      stirred = Residents.EVERY;
      work.run();
      residents.stirred(stirred);
      if (mailbox.isEmpty()) {
        commits.begin();
        setTimer();
      } else if (overlay.open().bytes() > OPEN_BYTES_MAX) {
        commits.begin();
      }
    } catch (RuntimeException | Error bug) {
      log.error("partition {}: its memory is loaded again after a bug", number.value(), bug);
      forget(bug);
      setTimer();
    }
  }

  private <S extends PartitionState> void execute(Program<S> program, Command<S> command) {
    if (!loaded && command.isForPresentState()) {
      return;
    }
    if (!tryLoad(() -> execute(program, command), command::failed)) {
      return;
    }
    try {
      if (!command.isLook()) {
        stirrings.incrementAndGet();
      }
      @SuppressWarnings("unchecked") // a program loaded the state under its own id
      S state = (S) residents.of(program.id()).state;
      command.decide(state, step.of(program), stamp());
      stirred = program.id();
    } catch (RuntimeException | Error bug) {
      log.error("partition {}: a step failed and is undone", number.value(), bug);
      forget(bug);
      commits.tell(() -> command.failed(bug));
    }
  }

  private Stamp stamp() {
    return new Stamp(mark.step(time.millis()), ids);
  }

  private void runDue() {
    timerSetFor = Long.MAX_VALUE;
    boolean mustWait = !loaded || overlay.open().bytes() > DUE_BYTES_MAX;
    if (mustWait && commits.underWay()) {
      if (!dueAfterCommit) {
        dueAfterCommit = true;
        commits.defer(this::runDue);
      }
      return;
    }
    dueAfterCommit = false;
    if (!tryLoad(this::runDue, cause -> {})) {
      return;
    }
    try {
      Stamp stamp = stamp();
      for (Residents.Resident each : residents.all()) {
        if (each.nextDue() <= stamp.millis()) {
          stirrings.incrementAndGet();
          each.state.onTime(step.of(each.program), stamp);
        }
      }
      if (transfers.retryDue() <= stamp.millis()) {
        transfers.sendAgain();
      }
    } catch (RuntimeException | Error bug) {
      log.error(
          "partition {}: what is due could not be done and is tried again", number.value(), bug);
      forget(bug);
    }
  }

  private void setTimer() {
    if (dueAfterCommit) {
      return;
    }
    long due =
        loaded
            ? Math.min(transfers.retryDue(), residents.nextDue())
            : time.millis() + RELOAD_MILLIS;
    if (due < timerSetFor) {
      timerSetFor = due;
      timers.set(this, due);
    }
  }

  /// Forgets what is not on its way to the disk, and all memory built on it.
  private void forget(Throwable cause) {
    commits.forgetOpen(cause);
    residents.all().forEach(each -> commits.tell(() -> each.state.dropped(cause)));
    residents.clear();
    loaded = false;
    stirrings.incrementAndGet();
    timerSetFor = Long.MAX_VALUE;
  }

  /// Whether the states are there. Where they can't be loaded before a commit has ended, `later`
  /// runs after it.
  private boolean tryLoad(Runnable later, Consumer<Throwable> failed) {
    if (loaded) {
      return true;
    }
    if (commits.underWay()) {
      commits.defer(later);
      return false;
    }
    try {
      ensureLoaded();
      return true;
    } catch (RuntimeException | Error cause) {
      failed.accept(cause);
      return false;
    }
  }

  private void ensureLoaded() {
    if (loaded) {
      return;
    }
    residents.load(programs, number, overlay);
    transfers.load(overlay);
    mark.load(overlay);
    loaded = true;
    timerSetFor = Long.MAX_VALUE;
    transfers.sendAgain();
  }

  /// Takes transfer `transferNumber` of partition `source`, once; `answer` succeeds when it is
  /// durable here.
  void receive(
      PartitionNumber source,
      long transferNumber,
      int program,
      byte[] payload,
      Answer<Long> answer) {
    mailbox.add(() -> executeReceive(source, transferNumber, program, payload, answer));
  }

  private void executeReceive(
      PartitionNumber source,
      long transferNumber,
      int program,
      byte[] payload,
      Answer<Long> answer) {
    if (!tryLoad(
        () -> executeReceive(source, transferNumber, program, payload, answer), answer::fail)) {
      return;
    }
    try {
      switch (transfers.arrival(source, transferNumber)) {
        case NEXT -> {
          stirrings.incrementAndGet();
          Residents.Resident resident = residents.of(program);
          resident.state.receive(payload, step.of(resident.program), stamp());
          transfers.arrived(source, transferNumber, step);
          step.succeed(answer, transferNumber);
        }
        case SEEN -> step.succeed(answer, transferNumber);
        case EARLY ->
            answer.fail(new IllegalStateException("a transfer came before its predecessor"));
      }
    } catch (RuntimeException | Error bug) {
      log.error(
          "partition {}: a transfer from {} failed and is tried again",
          number.value(),
          source.value(),
          bug);
      forget(bug);
      commits.tell(() -> answer.fail(bug));
    }
  }

  /// The transfer is durable at its target.
  void transferred(PartitionNumber target, long transferNumber) {
    mailbox.add(() -> {
      if (tryLoad(() -> transferred(target, transferNumber), cause -> {})) {
        transfers.done(target, transferNumber, step);
      }
    });
  }

  /// The transfer did not become durable at its target: it is sent again a little later.
  void transferFailed(PartitionNumber target) {
    mailbox.add(() -> {
      if (loaded) {
        transfers.failed(target, time.millis());
      }
    });
  }
}
