package io.waybill.eventbridge.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.shapes.Refusal;
import java.util.function.Function;

/// Turns what a decision tells into what an operation answers.
final class Answers {
  private Answers() {}

  /// An answer that tells `then` what `output` makes of a result.
  static <R, O> Answer<R> mapped(Answer<O> then, Function<R, O> output) {
    return new Answer<>() {
      @Override
      public void succeed(R result) {
        then.succeed(output.apply(result));
      }

      @Override
      public void refuse(Refusal refusal) {
        then.refuse(refusal);
      }

      @Override
      public void fail(Throwable cause) {
        then.fail(cause);
      }
    };
  }
}
