package io.waybill.eventbridge.decide;

import io.waybill.core.Stamp;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.Transaction;
import io.waybill.eventbridge.state.Buses;
import io.waybill.eventbridge.state.Step;
import io.waybill.shapes.Refusal;
import java.util.function.Function;

/// Decides about something that belongs to no bus, and answers.
///
/// @param decision may refuse, before it has changed anything
public record InPartition<R>(Function<Step, R> decision, Answer<R> answer)
    implements Command<Buses> {
  @Override
  public void decide(Buses buses, Transaction transaction, Stamp stamp) {
    try {
      transaction.succeed(answer, decision.apply(new Step(buses, transaction, stamp)));
    } catch (Refusal refusal) {
      transaction.refuse(answer, refusal);
    }
  }

  @Override
  public void failed(Throwable cause) {
    answer.fail(cause);
  }
}
