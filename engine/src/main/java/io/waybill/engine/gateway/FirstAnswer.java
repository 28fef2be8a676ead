package io.waybill.engine.gateway;

import io.waybill.shapes.Refusal;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/// Passes on the first outcome of a call and no other: a step that breaks after it has answered, or
/// parked its answer, would otherwise answer twice.
final class FirstAnswer<O> extends AtomicBoolean implements Answer<O> {
  private static final long serialVersionUID = 1;

  private final transient Answer<O> then;

  FirstAnswer(Answer<O> then) {
    this.then = then;
  }

  @Override
  public void succeed(O output) {
    if (compareAndSet(false, true)) {
      then.succeed(output);
    }
  }

  @Override
  public void refuse(Refusal refusal) {
    if (compareAndSet(false, true)) {
      then.refuse(refusal);
    }
  }

  @Override
  public void fail(Throwable cause) {
    if (compareAndSet(false, true)) {
      then.fail(cause);
    }
  }

  @Override
  public void onAbandon(Runnable action) {
    then.onAbandon(action);
  }

  @Override
  public boolean hasRoom() {
    return then.hasRoom();
  }

  @Override
  public void hold(long bytes) {
    then.hold(bytes);
  }

  @Override
  public Executor executor() {
    return then.executor();
  }
}
