package io.waybill.logs.decide;

import io.waybill.core.Arn;
import io.waybill.core.Stamp;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.Transaction;
import io.waybill.logs.model.Refusals;
import io.waybill.logs.state.LogGroup;
import io.waybill.logs.state.LogGroups;
import io.waybill.shapes.Refusal;

/// Finds a group, decides about it, and answers.
public record OnGroup<R>(Arn arn, Decision<R> decision, Answer<R> answer)
    implements Command<LogGroups> {
  /// What a decider works with.
  public record Step(LogGroups groups, Transaction transaction, Stamp stamp) {
    public long now() {
      return stamp.millis();
    }
  }

  /// What is decided. Throws a Refusal before it has changed anything.
  @FunctionalInterface
  public interface Decision<R> {
    R decide(LogGroup group, Step step);
  }

  @Override
  public void decide(LogGroups groups, Transaction transaction, Stamp stamp) {
    try {
      LogGroup group = groups.find(arn).orElseThrow(Refusals::noGroup);
      transaction.succeed(answer, decision.decide(group, new Step(groups, transaction, stamp)));
    } catch (Refusal refusal) {
      transaction.refuse(answer, refusal);
    }
  }

  @Override
  public void failed(Throwable cause) {
    answer.fail(cause);
  }
}
