package io.waybill.simulation.delivery;

import io.waybill.engine.gateway.Answer;
import io.waybill.shapes.OperationShape;
import io.waybill.shapes.Refusal;
import io.waybill.simulation.Violation;
import io.waybill.store.StoreFailure;

/// One call of a client, and what the model learns from its outcome.
///
/// @param <O> the operation's output
abstract class Request<O> implements Answer<O> {
  final Town town;
  private final String words;
  private boolean answered;

  Request(Town town, String words) {
    this.town = town;
    this.words = words;
  }

  final <I> void start(OperationShape<I, O> shape, I input) {
    town.log("call " + words);
    town.outstanding.add(this);
    town.machine.call(shape, input, this);
  }

  /// The server did it.
  abstract void done(O output);

  /// The server would not; `code` is AWS's.
  void refused(String code) {
    throw new Violation(words + " was refused: " + code);
  }

  /// The disk would not; nothing was done.
  abstract void undone();

  /// The machine stopped, or its disk failed: nobody knows whether it was done.
  abstract void inDoubt();

  @Override
  public final void succeed(O output) {
    outcome("done", () -> done(output));
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
          Violation.unless(cause instanceof StoreFailure, words + " failed: " + cause);
          if (town.machine.isBroken()) {
            inDoubt();
          } else {
            undone();
          }
        });
  }

  private void outcome(String how, Runnable learn) {
    town.log("  " + words + ' ' + how);
    town.guard(() -> {
      Violation.unless(!answered, words + " was answered twice: " + how);
      answered = true;
      town.outstanding.remove(this);
      learn.run();
    });
  }

  @Override
  public String toString() {
    return words;
  }
}
