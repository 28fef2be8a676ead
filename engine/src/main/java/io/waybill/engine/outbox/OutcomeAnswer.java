package io.waybill.engine.outbox;

import io.waybill.engine.gateway.Answer;
import io.waybill.shapes.Refusal;
import java.util.function.Consumer;
import java.util.function.Function;

/// The answer to a call that is an attempt of an outbox: what it tells becomes the attempt's
/// outcome.
///
/// @param note what the target called what it took; empty where it says nothing
/// @param refused what a refusal means for the delivery, in the service's own words
/// @param failed what it means that we could not do it
public record OutcomeAnswer<O>(
    Consumer<Outcome> then,
    Function<O, String> note,
    Function<Refusal, Outcome> refused,
    Function<Throwable, Outcome> failed)
    implements Answer<O> {
  private static final int TOO_MANY_REQUESTS = 429;

  /// Another try may help where the target was too busy or had a fault of its own, or where we had;
  /// what it refuses otherwise it refuses for good.
  public static <O> OutcomeAnswer<O> byStatus(Consumer<Outcome> then, Function<O, String> note) {
    return new OutcomeAnswer<>(
        then,
        note,
        refusal -> {
          int status = refusal.shape().status();
          boolean again = status >= 500 || status == TOO_MANY_REQUESTS;
          return new Outcome.Failed(!again, refusal.shape().name(), refusal.text(), 0);
        },
        cause -> new Outcome.Failed(false, "InternalError", String.valueOf(cause.getMessage()), 0));
  }

  @Override
  public void succeed(O output) {
    then.accept(new Outcome.Delivered(note.apply(output)));
  }

  @Override
  public void refuse(Refusal refusal) {
    then.accept(refused.apply(refusal));
  }

  @Override
  public void fail(Throwable cause) {
    then.accept(failed.apply(cause));
  }
}
