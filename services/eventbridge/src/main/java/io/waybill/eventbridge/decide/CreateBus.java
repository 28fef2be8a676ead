package io.waybill.eventbridge.decide;

import io.waybill.core.Stamp;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.Transaction;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.state.BusDefinition;
import io.waybill.eventbridge.state.Buses;
import io.waybill.eventbridge.state.Step;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.Unit;

/// Creates a bus.
public record CreateBus(BusDefinition definition, Answer<Unit> answer) implements Command<Buses> {
  @Override
  public void decide(Buses buses, Transaction transaction, Stamp stamp) {
    try {
      if (buses.find(definition.arn()).isPresent()) {
        throw Refusals.alreadyExists("Event bus " + Names.bus(definition.arn()));
      }
      buses.create(definition, new Step(buses, transaction, stamp));
      transaction.succeed(answer, Unit.INSTANCE);
    } catch (Refusal refusal) {
      transaction.refuse(answer, refusal);
    }
  }

  @Override
  public void failed(Throwable cause) {
    answer.fail(cause);
  }
}
