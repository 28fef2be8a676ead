package io.waybill.testkit;

import io.waybill.engine.gateway.Answer;
import io.waybill.shapes.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/// Remembers what a call was told.
public final class Told<O> implements Answer<O> {
  private final CompletableFuture<O> outcome = new CompletableFuture<>();

  @Override
  public void succeed(O output) {
    outcome.complete(output);
  }

  @Override
  public void refuse(Refusal refusal) {
    outcome.completeExceptionally(refusal);
  }

  @Override
  public void fail(Throwable cause) {
    outcome.completeExceptionally(cause);
  }

  public boolean isTold() {
    return outcome.isDone();
  }

  /// What it was told, which must be by now; a Refusal is thrown.
  public O output() {
    if (!outcome.isDone()) {
      throw new AssertionError("not answered");
    }
    try {
      return outcome.join();
    } catch (CompletionException failed) {
      if (failed.getCause() instanceof Refusal refusal) {
        throw refusal;
      }
      throw new AssertionError(failed.getCause());
    }
  }
}
