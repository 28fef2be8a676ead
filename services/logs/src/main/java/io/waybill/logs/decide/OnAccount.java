package io.waybill.logs.decide;

import io.waybill.core.Stamp;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.Transaction;
import io.waybill.logs.state.AccountRecords;
import io.waybill.logs.state.LogGroups;
import io.waybill.shapes.Refusal;

/// Decides about what an account has in a region beside its groups, and answers.
public record OnAccount<R>(Decision<R> decision, Answer<R> answer) implements Command<LogGroups> {
  /// What is decided. Throws a Refusal before it has changed anything.
  @FunctionalInterface
  public interface Decision<R> {
    R decide(AccountRecords records, Transaction transaction, Stamp stamp);
  }

  @Override
  public void decide(LogGroups groups, Transaction transaction, Stamp stamp) {
    try {
      transaction.succeed(answer, decision.decide(groups.records(), transaction, stamp));
    } catch (Refusal refusal) {
      transaction.refuse(answer, refusal);
    }
  }

  @Override
  public void failed(Throwable cause) {
    answer.fail(cause);
  }
}
