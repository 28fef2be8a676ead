package io.waybill.sqs.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.shapes.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Turns what a decision tells into what an operation answers.
final class Answers {
  private Answers() {}

  /// An answer that tells `then` what `output` makes of a result; a Refusal that it throws is told
  /// too.
  static <R, O> Answer<R> mapped(Answer<O> then, Function<R, O> output) {
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
    };
  }

  /// The only result of a decision about one entry; throws it if it is a refusal.
  static void requireAccepted(List<Optional<Refusal>> results) {
    results
        .getFirst()
        .ifPresent(refusal -> {
          throw refusal;
        });
  }
}
