package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.engine.Engine;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.partition.Command;
import io.waybill.eventbridge.decide.Decision;
import io.waybill.eventbridge.decide.OnBus;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.state.Buses;
import io.waybill.eventbridge.state.Catalog;
import io.waybill.eventbridge.state.EventBridgeProgram;

/// What operations reach buses through.
public record Bridging(Engine engine, EventBridgeProgram program) {
  /// Decides about `bus`, in its partition.
  <R> void decide(Arn bus, Decision<R> decision, Answer<R> answer) {
    submit(bus, new OnBus<>(bus, decision, answer));
  }

  /// Runs `command` in the partition of `arn`.
  void submit(Arn arn, Command<Buses> command) {
    engine.submit(engine.home(arn.toString()), program, command);
  }

  /// Refuses a bus that is not there.
  void requireBus(Arn bus) {
    boolean there =
        Names.isDefault(bus)
            || catalog().buses().find(bus.account(), bus.region(), Names.bus(bus)).isPresent();
    if (!there) {
      throw Refusals.busNotFound(bus);
    }
  }

  Catalog catalog() {
    return program.catalog();
  }
}
