package io.waybill.sns.decide;

import io.waybill.core.Stamp;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.Transaction;
import io.waybill.shapes.Refusal;
import io.waybill.sns.state.Step;
import io.waybill.sns.state.Topics;

/// Decides something in a partition that is about no topic, or about one that need not exist.
public record InHome<R>(Matter<R> matter, Answer<R> answer) implements Command<Topics> {
  /// What is decided.
  @FunctionalInterface
  public interface Matter<R> {
    /// Decides. Throws a Refusal before it has changed anything.
    R decide(Step step);
  }

  @Override
  public void decide(Topics topics, Transaction transaction, Stamp stamp) {
    try {
      transaction.succeed(answer, matter.decide(new Step(topics, transaction, stamp)));
    } catch (Refusal refusal) {
      transaction.refuse(answer, refusal);
    }
  }

  @Override
  public void failed(Throwable cause) {
    answer.fail(cause);
  }
}
