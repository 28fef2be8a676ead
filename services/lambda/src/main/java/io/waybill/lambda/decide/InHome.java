package io.waybill.lambda.decide;

import io.waybill.core.Stamp;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.Transaction;
import io.waybill.lambda.state.Resources;
import io.waybill.shapes.Refusal;

/// Decides something in a partition, and answers.
public record InHome<R>(Matter<R> matter, Answer<R> answer) implements Command<Resources> {
  /// What is decided.
  @FunctionalInterface
  public interface Matter<R> {
    /// Decides. Throws a Refusal before it has changed anything.
    R decide(Step step);
  }

  @Override
  public void decide(Resources resources, Transaction transaction, Stamp stamp) {
    try {
      transaction.succeed(answer, matter.decide(new Step(resources, transaction, stamp)));
    } catch (Refusal refusal) {
      transaction.refuse(answer, refusal);
    }
  }

  @Override
  public void failed(Throwable cause) {
    answer.fail(cause);
  }
}
