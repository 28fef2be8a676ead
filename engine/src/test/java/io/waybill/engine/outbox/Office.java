package io.waybill.engine.outbox;

import io.waybill.core.Stamp;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.ManualJournal;
import io.waybill.engine.partition.Partition;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Program;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import io.waybill.engine.time.Timers;
import io.waybill.shapes.Refusal;
import io.waybill.store.fault.FaultyStore;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A service that only delivers, in one partition on a store that can fail, with time, commits and
/// targets in the test's hands.
///
/// A payload is `name/group/1,2,3`: the targets 1 and 2 directly, targets from 100 on queued.
final class Office {
  static final int PROGRAM = 9;
  static final int PAGE = 3;

  /// What the targets do with an attempt; null leaves it open until the test ends it.
  BiFunction<Long, String, @Nullable Outcome> targets = (target, name) -> OK;

  /// What becomes of a failure.
  BiFunction<Parcel, Outcome.Failed, Verdict> verdicts =
      (parcel, failed) -> new Verdict.Retry(this.now + 1_000);

  Pace pace = new Pace(10, 0);

  static final Outcome OK = new Outcome.Delivered("");
  static final Outcome BUSY = new Outcome.Failed(false, "Busy", "try again", 0);

  record Hanging(Parcel parcel, Consumer<Outcome> then) {}

  final FaultyStore store;
  final Timers timers = new Timers();
  final ManualJournal journal;
  final Partition partition;
  final Underway underway = new Underway();

  /// `target:name` of each attempt that was begun, in order.
  final List<String> begun = new ArrayList<>();

  /// `target:name` of each parcel that a target took; `dead:` before it where it was the
  /// dead-letter queue.
  final List<String> taken = new ArrayList<>();

  final Deque<Hanging> hanging = new ArrayDeque<>();

  /// `target:name` of each parcel that was dropped.
  final List<String> dropped = new ArrayList<>();

  /// Targets that are planned for though they are gone.
  Set<Long> planned = Set.of();

  final Set<Long> gone = new HashSet<>();
  final Set<String> accepted = new HashSet<>();
  final Map<String, Integer> attemptsSeen = new HashMap<>();
  private final Post program = new Post();
  long now;

  Office(FaultyStore store, long now) {
    this.store = store;
    this.now = now;
    this.journal = new ManualJournal(store);
    this.partition =
        new Partition(
            new PartitionNumber(0),
            Map.of(PROGRAM, program),
            store,
            journal,
            () -> this.now,
            () -> 4,
            timers,
            number -> {
              throw new IllegalStateException("no other partition");
            });
    partition.open();
  }

  static Office fresh() {
    return new Office(new FaultyStore(1), 1_000);
  }

  /// The same disk after a power cut, with the same targets and the same memory of the test.
  Office afterPowerCut() {
    store.cutPower();
    store.reopen();
    Office next = new Office(store, now);
    next.targets = targets;
    next.verdicts = (parcel, failed) -> verdicts.apply(parcel, failed);
    next.pace = pace;
    next.gone.addAll(gone);
    next.begun.addAll(begun);
    next.taken.addAll(taken);
    next.accepted.addAll(accepted);
    return next;
  }

  void accept(String name, String group, long... targetNumbers) {
    String list = String.join(",", Arrays.stream(targetNumbers).mapToObj(String::valueOf).toList());
    submit((state, transaction, stamp) -> {
      state.outbox.accept(
          (name + "/" + group + "/" + list).getBytes(StandardCharsets.UTF_8), transaction, stamp);
      transaction.succeed(new Noted(() -> accepted.add(name)), "");
    });
  }

  void forget(long target) {
    gone.add(target);
    submit((state, transaction, stamp) -> state.outbox.forget(target, transaction));
  }

  int lanes() {
    int[] count = {-1};
    submit((state, transaction, stamp) -> count[0] = state.outbox.lanes());
    return count[0];
  }

  /// Commits, and does what is due now, until nothing more happens.
  void run() {
    do {
      journal.commitAll();
      timers.take(now).forEach(Timers.Timed::tick);
    } while (journal.size() > 0 || timers.earliest() <= now);
  }

  /// Moves from one due time to the next until `millis` have passed.
  void pass(long millis) {
    long target = now + millis;
    run();
    while (timers.earliest() <= target) {
      now = timers.earliest();
      run();
    }
    now = target;
    run();
  }

  private void submit(Body body) {
    partition.submit(
        program,
        new Command<State>() {
          @Override
          public void decide(State state, Transaction transaction, Stamp stamp) {
            body.run(state, transaction, stamp);
          }

          @Override
          public void failed(Throwable cause) {}
        });
  }

  private interface Body {
    void run(State state, Transaction transaction, Stamp stamp);
  }

  private record Noted(Runnable action) implements Answer<String> {
    @Override
    public void succeed(String output) {
      action.run();
    }

    @Override
    public void refuse(Refusal refusal) {}

    @Override
    public void fail(Throwable cause) {}
  }

  private final class Post implements Program<State> {
    @Override
    public int id() {
      return PROGRAM;
    }

    @Override
    public State load(PartitionNumber number, View view) {
      return new State(number, view);
    }
  }

  private final class State implements Sender, Deliverer {
    final Outbox outbox;

    State(PartitionNumber number, View view) {
      outbox = new Outbox(number, PROGRAM, 'O', this, underway, view);
    }

    @Override
    public Outbox outbox() {
      return outbox;
    }

    private static String[] parts(byte[] payload) {
      return new String(payload, StandardCharsets.UTF_8).split("/", -1);
    }

    @Override
    public Page plan(
        long number,
        byte[] payload,
        byte @Nullable [] cursor,
        int most,
        Transaction transaction,
        Stamp stamp) {
      String[] parts = parts(payload);
      List<Long> all = Arrays.stream(parts[2].split(",", -1)).map(Long::valueOf).toList();
      int from = cursor == null ? 0 : cursor[0];
      int to = Math.min(all.size(), parts[1].isEmpty() ? from + PAGE : all.size());
      List<Lane> direct = new ArrayList<>();
      List<Lane> queued = new ArrayList<>();
      for (long target : all.subList(from, to)) {
        if (!gone.contains(target) || planned.contains(target)) {
          (target >= 100 ? queued : direct).add(new Lane(target, parts[1]));
        }
      }
      return new Page(direct, queued, to < all.size() ? new byte[] {(byte) to} : null);
    }

    @Override
    public Optional<Attempt> prepare(Parcel parcel, Stamp stamp) {
      if (gone.contains(parcel.lane().target())) {
        return Optional.empty();
      }
      return Optional.of(then -> attempt(parcel, then));
    }

    private void attempt(Parcel parcel, Consumer<Outcome> then) {
      String name = parts(parcel.payload())[0];
      String what = parcel.lane().target() + ":" + name;
      begun.add(what);
      attemptsSeen.put(what, parcel.attempts());
      Outcome outcome = parcel.isDeadLetter() ? OK : targets.apply(parcel.lane().target(), name);
      Consumer<Outcome> noting =
          ended -> {
            if (ended instanceof Outcome.Delivered) {
              taken.add(parcel.isDeadLetter() ? "dead:" + what : what);
            }
            then.accept(ended);
          };
      if (outcome == null) {
        hanging.add(new Hanging(parcel, noting));
      } else {
        noting.accept(outcome);
      }
    }

    @Override
    public void delivered(
        Parcel parcel, Outcome.Delivered outcome, Transaction transaction, Stamp stamp) {}

    @Override
    public Verdict failed(
        Parcel parcel, Outcome.Failed outcome, Transaction transaction, Stamp stamp) {
      return verdicts.apply(parcel, outcome);
    }

    @Override
    public void dropped(Parcel parcel, Transaction transaction, Stamp stamp) {
      dropped.add(parcel.lane().target() + ":" + parts(parcel.payload())[0]);
    }

    @Override
    public Pace pace(Lane lane) {
      return pace;
    }

    @Override
    public long nextDue() {
      return outbox.nextDue();
    }

    @Override
    public void onTime(Transaction transaction, Stamp stamp) {
      outbox.onTime(transaction, stamp);
    }

    @Override
    public void receive(byte[] payload, Transaction transaction, Stamp stamp) {}

    @Override
    public void dropped(Throwable cause) {}
  }
}
