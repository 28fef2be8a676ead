package io.waybill.lambda.mapping;

import io.waybill.engine.functions.RunOutcome;
import io.waybill.engine.time.Timers;
import io.waybill.lambda.invoke.Invocation;
import io.waybill.lambda.invoke.Invoked;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Brings the messages of one mapping to its function. It has no thread: an idle one is a receive
/// that waits. Safe for many threads.
///
/// It receives only while a batch may begin, so that MaximumConcurrency holds nothing back that was
/// already received. What the function does not take stays with the source.
final class Poller implements Timers.Timed {
  /// How many receives may be under way at once while they come back full.
  private static final int RECEIVES_MAX = 5;

  private final Source source;
  private final Surroundings around;
  private final Rhythm rhythm = new Rhythm();
  private final Map<Object, Runnable> receives = new HashMap<>();
  private final ArrayDeque<Batch> ready = new ArrayDeque<>();
  private final List<Batch> held = new ArrayList<>();
  private Order order;
  private Optional<Batch> gathering = Optional.empty();
  private int running;
  private int receivesWanted = 1;
  private boolean stopped;
  private String problem = "";

  Poller(Source source, Order order, Surroundings around) {
    this.source = source;
    this.order = order;
    this.around = around;
  }

  /// Begins, or goes on with another order. Batches under way end under the old one.
  synchronized void follow(Order changed) {
    order = changed;
    if (!order.enabled()) {
      abandonAll();
    }
    proceed();
  }

  /// The function was changed, made or deleted. While it may not run nothing waits at the source:
  /// what came would be received for nothing.
  synchronized void functionChanged() {
    if (atOnce(around.now()) == 0) {
      abandonAll();
    }
    proceed();
  }

  /// Begins nothing more.
  synchronized void stop() {
    stopped = true;
    abandonAll();
  }

  /// What keeps it from working; empty where nothing does.
  synchronized String problem() {
    return around.has(order.function()) ? problem : "PROBLEM: Function not found";
  }

  /// The ARN of the function that it brings messages to.
  synchronized String function() {
    return order.function().arn().toString();
  }

  private void abandonAll() {
    List.copyOf(receives.values()).forEach(Runnable::run);
    receives.clear();
  }

  @Override
  public synchronized void tick() {
    List<Batch> again = List.copyOf(held);
    held.clear();
    ready.addAll(again);
    proceed();
  }

  /// Does all that may be done now.
  private void proceed() {
    if (stopped) {
      return;
    }
    long now = around.now();
    if (gathering.isPresent() && isDue(gathering.get(), now)) {
      ready.add(gathering.get());
      gathering = Optional.empty();
    }
    while (!ready.isEmpty() && running < atOnce(now)) {
      running++;
      run(ready.remove());
    }
    if (!receives.isEmpty() && isFull(now)) {
      abandonAll(); // the batch that a receive was to fill has begun: the next would wait for a run
    }
    while (mayReceive(now)) {
      receive();
    }
    wake(now);
  }

  private boolean isDue(Batch batch, long now) {
    return batch.messages().size() >= order.batchSize()
        || now >= batch.openedAt() + order.windowMillis();
  }

  private int atOnce(long now) {
    int most = Math.min(rhythm.allowed(now), order.atOnceMax().orElse(Integer.MAX_VALUE));
    return Math.min(most, around.most(order.function()));
  }

  /// Whether whatever came now would have to wait for the end of a run.
  private boolean isFull(long now) {
    return running + ready.size() + held.size() >= atOnce(now);
  }

  private boolean mayReceive(long now) {
    int wanted = order.gathers() ? 1 : receivesWanted;
    return order.enabled()
        && !stopped
        && now >= rhythm.pausedUntil()
        && receives.size() < wanted
        && running + ready.size() + held.size() + receives.size() < atOnce(now);
  }

  private void wake(long now) {
    long next =
        gathering.map(each -> each.openedAt() + order.windowMillis()).orElse(Long.MAX_VALUE);
    if (rhythm.pausedUntil() > now) {
      next = Math.min(next, rhythm.pausedUntil());
    }
    if (next != Long.MAX_VALUE) {
      around.timers().set(this, next);
    }
  }

  private void receive() {
    Object ticket = new Object();
    receives.put(ticket, () -> {});
    int most = order.room(gathering.map(each -> each.messages().size()).orElse(0));
    long began = around.now();
    Runnable abandon = source.receive(most, receipt -> received(ticket, most, began, receipt));
    receives.computeIfPresent(ticket, (_, _) -> abandon);
  }

  private synchronized void received(Object ticket, int most, long began, Source.Receipt receipt) {
    boolean abandoned = receives.remove(ticket) == null;
    switch (receipt) {
      case Source.Receipt.Refused(String why) -> {
        problem = "PROBLEM: " + why;
        rhythm.troubled(around.now());
      }
      case Source.Receipt.Got(List<Received> messages) when abandoned && messages.isEmpty() -> {}
      case Source.Receipt.Got(List<Received> messages) -> took(messages, most, began);
    }
    proceed();
  }

  private void took(List<Received> messages, int most, long began) {
    problem = problem.startsWith("PROBLEM: Function") ? problem : "";
    long now = around.now();
    if (messages.isEmpty()) {
      receivesWanted = 1;
      if (running == 0) {
        rhythm.idle();
      }
      if (now - began < 1_000) {
        rhythm.troubled(now); // a source that does not wait is not asked again at once
      }
      return;
    }
    boolean burst = isBurst(messages.size(), now);
    rhythm.busy(now);
    receivesWanted = messages.size() < most ? 1 : Math.min(receivesWanted + 1, RECEIVES_MAX);
    List<Received> wanted = new ArrayList<>();
    List<Received> unwanted = new ArrayList<>();
    messages.forEach(each -> (order.filters().pass(each) ? wanted : unwanted).add(each));
    source.remove(unwanted, () -> {});
    leaveLoops(wanted);
    if (burst) {
      ready.addAll(Batch.dealt(wanted, atOnce(now), now));
      return;
    }
    wanted.forEach(each -> gather(each, now));
    if (!order.gathers()) {
      gathering.ifPresent(ready::add);
      gathering = Optional.empty();
    }
  }

  /// Takes out what came back to the function too often. AWS: it stays with the queue, which moves
  /// it to its dead-letter queue in the end; of an ordered source nothing passes it.
  private void leaveLoops(List<Received> messages) {
    List<Received> looping =
        messages.stream()
            .filter(each -> around.functions().stopsLoop(order.function(), each.traceHeader()))
            .toList();
    if (!looping.isEmpty()) {
      around.trail().stopped(looping, order);
      messages.removeAll(source.isOrdered() ? List.copyOf(messages) : looping);
    }
  }

  /// Whether a whole batch came at once to a mapping that had nothing to do: it is dealt out.
  // AWS: several pollers receive side by side, so that the messages of a burst end up in as many
  // batches, smaller than they could be. A poller that took all would leave the others idle.
  private boolean isBurst(int came, long now) {
    return came == order.batchSize()
        && atOnce(now) > 1
        && rhythm.isIdle()
        && running == 0
        && ready.isEmpty()
        && gathering.isEmpty()
        && !source.isOrdered();
  }

  private void gather(Received message, long now) {
    Batch open = gathering.orElseGet(() -> Batch.opened(now));
    if (!open.fits(message, order.batchSize())) {
      ready.add(open);
      open = Batch.opened(now);
    }
    open.add(message);
    gathering = Optional.of(open);
  }

  private void run(Batch batch) {
    Order under = order;
    String requestId = around.requestId();
    around
        .functions()
        .invoke(
            new Invocation(
                under.function(), batch.event(), requestId, "", batch.traceHeader(), false, false),
            invoked -> around.workers().execute(() -> ended(batch, under, requestId, invoked)));
  }

  private void ended(Batch batch, Order under, String requestId, Invoked invoked) {
    switch (invoked) {
      case Invoked.Ran(var version, RunOutcome.Returned returned) -> {
        List<Received> done =
            under.reportsItems()
                ? ItemFailures.done(batch.messages(), returned.payload())
                : batch.messages();
        around.trail().delivered(batch.messages(), done, under, requestId);
        source.remove(done, () -> settled(done.isEmpty(), returned.report()));
      }
      case Invoked.Ran(var version, RunOutcome.Failed failed) -> {
        around.trail().delivered(batch.messages(), List.of(), under, requestId);
        settled(true, failed.report());
      }
      case Invoked.Ran(var version, RunOutcome.NotRun notRun) -> hold(batch, notRun.reason());
      case Invoked.Refused(var refusal, boolean throttled) -> hold(batch, refusal.text());
    }
  }

  private synchronized void settled(boolean failed, RunOutcome.Report report) {
    running--;
    problem = "";
    rhythm.ran(report.duration().toNanos() / 1e6, around.now());
    if (failed) {
      rhythm.failed(around.now());
    } else {
      rhythm.succeeded();
    }
    proceed();
  }

  /// The function did not run: the batch is tried again while the source surely holds it back from
  /// others, and is left to the source after that.
  private void hold(Batch batch, String why) {
    source.holds(millis -> heldBack(batch, why, millis));
  }

  private synchronized void heldBack(Batch batch, String why, long holdsMillis) {
    running--;
    problem = "PROBLEM: Function call failed: " + why;
    long next = rhythm.troubled(around.now());
    if (next < batch.openedAt() + holdsMillis / 2) {
      held.add(batch);
    }
    proceed();
  }
}
