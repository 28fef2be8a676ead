package io.waybill.cloudwatch.decide;

import io.waybill.cloudwatch.state.Metrics;
import io.waybill.core.Stamp;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.Transaction;
import io.waybill.shapes.Refusal;

/// Decides something about the metrics of a namespace, in its partition.
public record InHome<R>(Matter<R> matter, Answer<R> answer) implements Command<Metrics> {
  /// What is decided.
  @FunctionalInterface
  public interface Matter<R> {
    /// Decides. Throws a Refusal before it has changed anything.
    R decide(Metrics metrics, Transaction transaction, Stamp stamp);
  }

  @Override
  public void decide(Metrics metrics, Transaction transaction, Stamp stamp) {
    try {
      transaction.succeed(answer, matter.decide(metrics, transaction, stamp));
    } catch (Refusal refusal) {
      transaction.refuse(answer, refusal);
    }
  }

  @Override
  public void failed(Throwable cause) {
    answer.fail(cause);
  }
}
