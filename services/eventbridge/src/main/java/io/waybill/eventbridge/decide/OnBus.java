package io.waybill.eventbridge.decide;

import io.waybill.core.Arn;
import io.waybill.core.Stamp;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.Transaction;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.state.Bus;
import io.waybill.eventbridge.state.Buses;
import io.waybill.eventbridge.state.Step;
import io.waybill.shapes.Refusal;

/// Finds a bus, decides about it, and answers.
public record OnBus<R>(Arn arn, Decision<R> decision, Answer<R> answer) implements Command<Buses> {
  @Override
  public void decide(Buses buses, Transaction transaction, Stamp stamp) {
    try {
      Bus bus = buses.find(arn).orElseThrow(() -> Refusals.busNotFound(arn));
      R result = decision.decide(bus, new Step(buses, transaction, stamp));
      transaction.succeed(answer, result);
    } catch (Refusal refusal) {
      transaction.refuse(answer, refusal);
    }
  }

  @Override
  public void failed(Throwable cause) {
    answer.fail(cause);
  }
}
