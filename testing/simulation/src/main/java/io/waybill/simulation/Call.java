package io.waybill.simulation;

import io.waybill.engine.gateway.Answer;
import io.waybill.shapes.OperationShape;
import io.waybill.shapes.Refusal;
import io.waybill.store.StoreFailure;
import org.jspecify.annotations.Nullable;

/// One call of a client, and what the model learns from its outcome.
///
/// @param <O> the operation's output
abstract class Call<O> implements Answer<O> {
  final World world;
  final QueueModel queue;
  final long calledAt;
  private final String words;
  private boolean answered;
  private @Nullable Runnable abandon;

  Call(World world, QueueModel queue, String words) {
    this.world = world;
    this.queue = queue;
    this.words = words;
    this.calledAt = world.now();
  }

  final <I> void start(OperationShape<I, O> shape, I input) {
    world.log("call " + this);
    world.outstanding.add(this);
    world.machine.call(shape, input, this);
  }

  /// The server did it.
  abstract void done(O output);

  /// The server would not; `code` is AWS's.
  void refused(String code) {
    boolean absent = code.contains("NonExistent") || code.contains("QueueDoesNotExist");
    Violation.unless(
        absent && queue.presence != QueueModel.Presence.THERE, this + " was refused: " + code);
  }

  /// The machine stopped, or its disk failed: nobody knows whether it was done.
  abstract void inDoubt();

  @Override
  public final void succeed(O output) {
    String text = String.valueOf(output);
    outcome("done: " + text.substring(0, Math.min(text.length(), 400)), () -> done(output));
  }

  @Override
  public final void refuse(Refusal refusal) {
    outcome("refused: " + refusal.text(), () -> refused(refusal.shape().name()));
  }

  @Override
  public final void fail(Throwable cause) {
    outcome(
        "failed: " + cause,
        () -> {
          Violation.unless(cause instanceof StoreFailure, this + " failed: " + cause);
          if (world.machine.isBroken()) {
            inDoubt();
          }
        });
  }

  private void outcome(String how, Runnable learn) {
    world.log("  " + this + " " + how);
    try {
      Violation.unless(!answered, this + " was answered twice: " + how);
      answered = true;
      world.outstanding.remove(this);
      learn.run();
    } catch (RuntimeException bug) {
      world.violated(bug instanceof Violation ? String.valueOf(bug.getMessage()) : trace(bug));
    }
  }

  private static String trace(RuntimeException bug) {
    StringBuilder text = new StringBuilder(bug.toString());
    for (StackTraceElement each : bug.getStackTrace()) {
      text.append("\n  ").append(each);
    }
    return text.toString();
  }

  @Override
  public final void onAbandon(Runnable action) {
    abandon = action;
  }

  /// The client goes away, if there is still something to wait for.
  final void abandon() {
    Runnable action = abandon;
    if (!answered && action != null) {
      world.log("abandoned " + this);
      action.run();
      world.outstanding.remove(this);
    }
  }

  /// Whether it makes, changes, empties or removes its queue.
  boolean governs() {
    return false;
  }

  /// A poll's end; other calls have none.
  long deadline() {
    return Long.MIN_VALUE;
  }

  @Override
  public String toString() {
    return words + " on " + queue + " of " + calledAt % 1_000_000_000;
  }
}
