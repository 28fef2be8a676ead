package io.waybill.engine.gateway;

import io.waybill.shapes.Refusal;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/// Turns what a decision tells into what an operation answers.
public final class Answers {
  private Answers() {}

  /// An answer that completes `future`.
  public static <R> Answer<R> completing(CompletableFuture<R> future) {
    return new Answer<>() {
      @Override
      public void succeed(R output) {
        future.complete(output);
      }

      @Override
      public void refuse(Refusal refusal) {
        future.completeExceptionally(refusal);
      }

      @Override
      public void fail(Throwable cause) {
        future.completeExceptionally(cause);
      }
    };
  }

  /// An answer that tells `then` what `output` makes of a result; a Refusal that it throws is told
  /// too.
  public static <R, O> Answer<R> mapped(Answer<? super O> then, Function<R, O> output) {
    return new Answer<>() {
      @Override
      public void succeed(R result) {
        O made;
        try {
          made = output.apply(result);
        } catch (Refusal refusal) {
          then.refuse(refusal);
          return;
        }
        then.succeed(made);
      }

      @Override
      public void refuse(Refusal refusal) {
        then.refuse(refusal);
      }

      @Override
      public void fail(Throwable cause) {
        then.fail(cause);
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
    };
  }
}
