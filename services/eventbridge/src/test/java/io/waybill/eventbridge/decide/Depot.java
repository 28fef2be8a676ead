package io.waybill.eventbridge.decide;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.core.Seal;
import io.waybill.engine.Engine;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.gateway.Permission;
import io.waybill.engine.journal.Journal;
import io.waybill.engine.outbox.Underway;
import io.waybill.engine.outward.HttpOutcome;
import io.waybill.engine.partition.Homes;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.time.Timers;
import io.waybill.eventbridge.EventBridge;
import io.waybill.eventbridge.api.RuleState;
import io.waybill.eventbridge.api.Target;
import io.waybill.eventbridge.model.EventDraft;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.state.ReplayDefinition;
import io.waybill.eventbridge.state.RuleDefinition;
import io.waybill.eventbridge.state.Shelf;
import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.Document;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.Unit;
import io.waybill.shapes.json.JsonValue;
import io.waybill.store.Batch;
import io.waybill.store.fault.Fault;
import io.waybill.store.fault.FaultSchedule;
import io.waybill.store.fault.FaultyStore;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/// EventBridge on an engine of one partition, on a store that can fail. Queues are what the test
/// says they are.
final class Depot {
  static final Arn BUS = Names.bus(AccountId.DEFAULT, Region.DEFAULT, null);

  /// Commits when it is told to.
  private static final class Ledger implements Journal {
    final Deque<Runnable> ready = new ArrayDeque<>();
    private final FaultyStore store;

    Ledger(FaultyStore store) {
      this.store = store;
    }

    @Override
    public void announce(Runnable then) {
      ready.add(then);
    }

    @Override
    public void append(PartitionNumber partition, Batch batch, Completion completion) {
      try {
        store.commit(batch);
      } catch (RuntimeException failure) {
        completion.failed(failure);
        return;
      }
      completion.durable();
    }

    @Override
    public void close() {
      ready.clear();
    }
  }

  /// What an answer told.
  static final class Told<R> implements Answer<R> {
    Optional<R> value = Optional.empty();
    Optional<Throwable> fault = Optional.empty();

    @Override
    public void succeed(R output) {
      value = Optional.of(output);
    }

    @Override
    public void refuse(Refusal refusal) {
      fault = Optional.of(refusal);
    }

    @Override
    public void fail(Throwable cause) {
      fault = Optional.of(cause);
    }
  }

  /// What queues got, in order: the queue's name and the message.
  final List<String> got = new ArrayList<>();

  /// Whether queues take messages; those whose names begin with `dead` always do.
  boolean up = true;

  /// Messages to queues whose names begin with `slow`, which nobody has answered yet.
  final Deque<Answer<? super Document.Struct>> open = new ArrayDeque<>();

  final Underway underway = new Underway();

  long now = 1_760_000_000_000L;
  final FaultyStore store;
  private final Ledger journal;
  private final Timers timers = new Timers();
  private final Engine engine;
  private final EventBridge events;
  private long ids = 7;

  Depot(FaultyStore store) {
    this.store = store;
    this.journal = new Ledger(store);
    Seal plain =
        new Seal() {
          @Override
          public byte[] seal(byte[] secret) {
            return secret;
          }

          @Override
          public byte[] open(byte[] sealed) {
            return sealed;
          }
        };
    this.events =
        new EventBridge(
            (operation, caller, input, then) -> take(input, then),
            (request, then) ->
                then.accept(new HttpOutcome.Failed(HttpOutcome.Reason.REFUSED, "no HTTP here")),
            plain,
            () -> now,
            underway);
    this.engine =
        new Engine(
            new Homes(1),
            List.of(events.program()),
            store,
            journal,
            () -> now,
            () -> ids = ids * 6364136223846793005L + 1442695040888963407L,
            timers);
    Gateway.Builder gateway = new Gateway.Builder();
    events.serve(engine, gateway);
    gateway.build(Permission.OF_THE_ACCOUNT);
    engine.open();
  }

  static Depot fresh() {
    return new Depot(new FaultyStore(1));
  }

  /// The same disk after a crash, `millis` later.
  Depot restarted(long millis) {
    store.kill();
    store.reopen();
    Depot next = new Depot(store);
    next.now = now + millis;
    next.up = up;
    return next;
  }

  /// The disk is full for one commit.
  void failNextCommit() {
    store.schedule(FaultSchedule.at(Map.of(store.commits(), Fault.FULL)));
  }

  private void take(Document input, Answer<? super Document.Struct> then) {
    if (!(input instanceof Document.Struct(Map<String, Document> members))
        || !(members.get("QueueUrl") instanceof Document.Text(String url))
        || !(members.get("MessageBody") instanceof Document.Text(String body))) {
      throw new AssertionError(input.toString());
    }
    String name = url.substring(url.lastIndexOf('/') + 1);
    if (name.startsWith("slow")) {
      open.add(then);
      return;
    }
    if (!up && !name.startsWith("dead")) {
      then.refuse(CommonErrors.SERVICE_UNAVAILABLE.because("down"));
      return;
    }
    got.add(name + " " + body);
    then.succeed(new Document.Struct(Map.of("MessageId", Document.text("m"))));
  }

  /// Commits, and does what is due now, until nothing more happens.
  void run() {
    do {
      while (!journal.ready.isEmpty()) {
        journal.ready.remove().run();
      }
      timers.tickDue(now);
    } while (!journal.ready.isEmpty() || timers.earliest() <= now);
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

  /// Does what is due now, piece by piece, until `enough`.
  void runUntil(BooleanSupplier enough) {
    while (!enough.getAsBoolean()) {
      if (journal.ready.isEmpty()) {
        timers.tickDue(now);
      } else {
        journal.ready.remove().run();
      }
    }
  }

  <R> Told<R> decide(Decision<R> decision) {
    Told<R> told = submit(decision);
    run();
    return told;
  }

  /// Asks for a decision, without doing anything yet.
  <R> Told<R> submit(Decision<R> decision) {
    Told<R> told = new Told<>();
    engine.submit(engine.home(BUS.toString()), events.program(), new OnBus<>(BUS, decision, told));
    return told;
  }

  /// All replays, as lists show them.
  Shelf<ReplayDefinition> replays() {
    AtomicReference<Shelf<ReplayDefinition>> found = new AtomicReference<>();
    Told<Unit> told =
        submit((bus, step) -> {
          found.set(step.buses().catalog().replays());
          return Unit.INSTANCE;
        });
    while (told.value.isEmpty()) {
      journal.ready.remove().run();
    }
    return found.get();
  }

  static RuleDefinition rule(String name, String pattern, String schedule) {
    return new RuleDefinition(
        name,
        pattern,
        schedule,
        RuleState.ENABLED,
        "",
        "",
        "",
        "000000000000",
        Map.of(),
        List.of());
  }

  static Target queue(String id, String name) {
    return Target.builder()
        .id(id)
        .arn("arn:aws:sqs:us-east-1:000000000000:" + name)
        .input("\"" + id + "\"")
        .build();
  }

  /// A rule that matches events of the source `shop`, with a target.
  void shop(String name, Target target) {
    decide(new DefineRule(rule(name, "{\"source\":[\"shop\"]}", "")));
    decide(new DefineTargets(name, List.of(target)));
  }

  Told<List<UUID>> put(String source) {
    return put(source, new JsonValue.Obj(Map.of()));
  }

  Told<List<UUID>> put(String source, JsonValue.Obj detail) {
    EventDraft draft = new EventDraft(source, "d", detail, List.of(), 0, "");
    Told<List<UUID>> told = new Told<>();
    engine.submit(
        engine.home(BUS.toString()), events.program(), new PutDrafts(BUS, List.of(draft), told));
    run();
    return told;
  }
}
