package io.waybill.engine.partition;

import static java.util.Objects.requireNonNull;

import io.waybill.core.IdSource;
import io.waybill.core.Stamp;
import io.waybill.core.TimeSource;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.journal.Journal;
import io.waybill.engine.time.Timers;
import io.waybill.shapes.Refusal;
import io.waybill.store.Store;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs the commands of one partition, one at a time, on whichever thread brings one while none is
/// running.
///
/// What a step writes goes into the open layer. When no commit is under way the layer is sealed and
/// handed to the journal; all that arrives meanwhile shares the next. If a commit fails, or a step
/// throws, everything that is not durable is forgotten, its callers are told, and the states are
/// loaded from the store again.
///
/// A thread per partition was rejected: on few cores the hand-over between threads costs more than
/// the step.
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
  private final Journal journal;
  private final TimeSource time;
  private final IdSource ids;
  private final Timers timers;
  private final Overlay overlay;
  private final Map<Integer, Program<?>> programs;
  private final Transfers transfers;

  private final Queue<Runnable> mailbox = new ConcurrentLinkedQueue<>();
  private final AtomicInteger waiting = new AtomicInteger();

  // Below: touched only by the thread that runs the mailbox.
  private final Map<Integer, PartitionState> states = new TreeMap<>();
  private boolean loaded;
  private final List<Runnable> afterCommit = new ArrayList<>();
  private boolean dueAfterCommit;
  private final Step step = new Step();
  private long latestMillis;
  private int runningProgram;
  private boolean announced;
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
    this.journal = journal;
    this.time = time;
    this.ids = ids;
    this.timers = timers;
    this.transfers = new Transfers(number, peers);
  }

  public PartitionNumber number() {
    return number;
  }

  /// Runs `command` on the state of `program`, now or as soon as the running one is through.
  public <S extends PartitionState> void submit(Program<S> program, Command<S> command) {
    enqueue(() -> execute(program, command));
  }

  /// Loads the states, so that what is due and what is in transit goes on without a caller.
  public void open() {
    enqueue(this::ensureLoaded);
  }

  /// Gives up the states: parked answers fail with `cause`, later commands load them again.
  public void drop(Throwable cause) {
    enqueue(() -> forget(cause));
  }

  /// Runs `action` when every command that was submitted before is durable or has failed.
  public void whenQuiet(Runnable action) {
    enqueue(() -> runWhenQuiet(action));
  }

  private void runWhenQuiet(Runnable action) {
    if (overlay.isCommitting() || !overlay.open().isEmpty()) {
      overlay.open().outcomes.add(new Outcome.Quiet(action));
    } else {
      action.run();
    }
  }

  @Override
  public void tick() {
    enqueue(this::runDue);
  }

  private void enqueue(Runnable work) {
    mailbox.add(work);
    if (waiting.getAndIncrement() == 0) {
      drain();
    }
  }

  private void drain() {
    do {
      Runnable work = mailbox.poll();
      if (work == null) {
        throw new IllegalStateException("a mailbox counted more than it holds");
      }
      run(work);
    } while (waiting.decrementAndGet() > 0);
  }

  /// Whatever happens in `work`, the mailbox goes on: a partition that stopped would leave its
  /// callers without an answer for ever.
  private void run(Runnable work) {
    try {
      work.run();
      if (mailbox.isEmpty()) {
        commitWhatIsOpen();
        setTimer();
      } else if (overlay.open().bytes() > OPEN_BYTES_MAX) {
        commitWhatIsOpen();
      }
    } catch (RuntimeException | Error bug) {
      log.error("partition {}: its memory is loaded again after a bug", number.value(), bug);
      forget(bug);
      setTimer();
    }
  }

  private <S extends PartitionState> void execute(Program<S> program, Command<S> command) {
    if (!tryLoad(() -> execute(program, command), command::failed)) {
      return;
    }
    try {
      @SuppressWarnings("unchecked") // states holds under a program's id what that program loaded
      S state = (S) stateOf(program.id());
      runningProgram = program.id();
      command.decide(state, step, stamp());
    } catch (RuntimeException | Error bug) {
      log.error("partition {}: a step failed and is undone", number.value(), bug);
      forget(bug);
      tell(() -> command.failed(bug));
    }
  }

  private PartitionState stateOf(int program) {
    PartitionState state = states.get(program);
    if (state == null) {
      throw new IllegalStateException(
          "no program " + program + " runs in partition " + number.value());
    }
    return state;
  }

  private Stamp stamp() {
    latestMillis = Math.max(latestMillis, time.millis());
    return new Stamp(latestMillis, ids);
  }

  private void runDue() {
    timerSetFor = Long.MAX_VALUE;
    boolean mustWait = !loaded || overlay.open().bytes() > DUE_BYTES_MAX;
    dueAfterCommit = mustWait && overlay.isCommitting();
    if (dueAfterCommit || !tryLoad(this::runDue, cause -> {})) {
      return;
    }
    try {
      Stamp stamp = stamp();
      for (Map.Entry<Integer, PartitionState> each : states.entrySet()) {
        if (each.getValue().nextDue() <= stamp.millis()) {
          runningProgram = each.getKey();
          each.getValue().onTime(step, stamp);
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
    long due = loaded ? nextDue() : time.millis() + RELOAD_MILLIS;
    if (due < timerSetFor) {
      timerSetFor = due;
      timers.set(this, due);
    }
  }

  private long nextDue() {
    long due = transfers.retryDue();
    for (PartitionState state : states.values()) {
      due = Math.min(due, state.nextDue());
    }
    return due;
  }

  private void commitWhatIsOpen() {
    if (overlay.isCommitting() || announced || overlay.open().isEmpty()) {
      return;
    }
    if (overlay.open().writesNothing()) {
      Layer layer = overlay.seal();
      overlay.committed();
      release(layer);
    } else {
      announced = true;
      journal.announce(() -> enqueue(this::commitNow));
    }
  }

  /// The journal is ready: hands it all that has come together since the announcement.
  private void commitNow() {
    announced = false;
    if (overlay.isCommitting() || overlay.open().writesNothing()) {
      return;
    }
    Layer layer = overlay.seal();
    try {
      journal.append(number, layer.batch(), new Commit(layer));
    } catch (RuntimeException | Error bug) {
      log.error("partition {}: a commit could not begin", number.value(), bug);
      lost(layer, bug);
    }
  }

  private final class Commit implements Journal.Completion {
    private final Layer layer;

    Commit(Layer layer) {
      this.layer = layer;
    }

    @Override
    public void durable() {
      enqueue(() -> settled(layer));
    }

    @Override
    public void failed(Throwable cause) {
      enqueue(() -> lost(layer, cause));
    }
  }

  private void settled(Layer layer) {
    overlay.committed();
    release(layer);
    runDeferred();
  }

  /// Later work goes first: who has its answer finds what it caused, such as its new queue in the
  /// catalog.
  private void release(Layer layer) {
    layer.afterwards.forEach(this::tell);
    Map<Executor, List<Outcome>> together = new LinkedHashMap<>();
    for (Outcome outcome : layer.outcomes) {
      together.computeIfAbsent(outcome.executor(), any -> new ArrayList<>()).add(outcome);
    }
    together.forEach((executor, outcomes) ->
        tell(() -> executor.execute(() -> outcomes.forEach(each -> tell(each::release)))));
  }

  /// Runs what belongs to others; that one of them fails must not keep the rest from being told.
  private void tell(Runnable other) {
    try {
      other.run();
    } catch (RuntimeException | Error bug) {
      log.error("partition {}: an answer could not be given", number.value(), bug);
    }
  }

  private void lost(Layer layer, Throwable cause) {
    overlay.committed();
    layer.outcomes.forEach(outcome -> tell(() -> outcome.fail(cause)));
    forget(cause);
    runDeferred();
  }

  private void runDeferred() {
    List<Runnable> deferred = List.copyOf(afterCommit);
    afterCommit.clear();
    deferred.forEach(this::enqueue);
    if (dueAfterCommit) {
      tick();
    }
  }

  /// Forgets what is not on its way to the disk, and all memory built on it.
  private void forget(Throwable cause) {
    Layer layer = overlay.open();
    overlay.reopen();
    layer.outcomes.forEach(outcome -> tell(() -> outcome.fail(cause)));
    states.values().forEach(state -> tell(() -> state.dropped(cause)));
    states.clear();
    loaded = false;
    timerSetFor = Long.MAX_VALUE;
  }

  /// Whether the states are there. Where they can't be loaded before a commit has ended, `later`
  /// runs after it.
  private boolean tryLoad(Runnable later, Consumer<Throwable> failed) {
    if (loaded) {
      return true;
    }
    if (overlay.isCommitting()) {
      afterCommit.add(later);
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
    states.clear();
    programs.forEach((id, program) -> states.put(id, program.load(number, overlay)));
    transfers.load(overlay);
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
    enqueue(() -> executeReceive(source, transferNumber, program, payload, answer));
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
          runningProgram = program;
          stateOf(program).receive(payload, step, stamp());
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
      tell(() -> answer.fail(bug));
    }
  }

  /// The transfer is durable at its target.
  void transferred(PartitionNumber target, long transferNumber) {
    enqueue(() -> {
      if (tryLoad(() -> transferred(target, transferNumber), cause -> {})) {
        transfers.done(target, transferNumber, step);
      }
    });
  }

  /// The transfer did not become durable at its target: it is sent again a little later.
  void transferFailed(PartitionNumber target) {
    enqueue(() -> {
      if (loaded) {
        transfers.failed(target, time.millis());
      }
    });
  }

  private final class Step implements Transaction {
    @Override
    public byte @Nullable [] get(byte[] key) {
      return overlay.get(key);
    }

    @Override
    public void scan(byte[] from, byte[] to, Store.Visitor visitor) {
      overlay.scan(from, to, visitor);
    }

    @Override
    public void put(byte[] key, byte[] value) {
      overlay.open().put(key, value);
    }

    @Override
    public void delete(byte[] key) {
      overlay.open().delete(key);
    }

    @Override
    public void deleteRange(byte[] from, byte[] to) {
      overlay.open().deleteRange(from, to);
    }

    @Override
    public void trail(byte[] key, byte[] value) {
      overlay.open().trail(key, value);
    }

    @Override
    public <R> void succeed(Answer<R> answer, R value) {
      overlay.open().outcomes.add(new Outcome.Success<>(answer, value));
    }

    @Override
    public void refuse(Answer<?> answer, Refusal refusal) {
      overlay.open().outcomes.add(new Outcome.Refused(answer, refusal));
    }

    @Override
    public void afterCommit(Runnable action) {
      overlay.open().afterwards.add(action);
    }

    @Override
    @SuppressWarnings("unchecked") // states holds under a program's id what that program loaded
    public <S extends PartitionState> Consumer<Command<S>> later() {
      Program<S> program = (Program<S>) requireNonNull(programs.get(runningProgram));
      return command -> submit(program, command);
    }

    @Override
    public void transfer(PartitionNumber target, byte[] payload) {
      transfers.send(target, runningProgram, payload, this);
    }
  }
}
