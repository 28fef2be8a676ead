package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.UpdateEventBusRequest;
import io.waybill.eventbridge.api.UpdateEventBusResponse;
import io.waybill.eventbridge.decide.DefineBus;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.state.BusDefinition;

/// Changes an event bus's description, key or dead-letter queue; what is not given stays.
final class UpdateEventBus implements Operation<UpdateEventBusRequest, UpdateEventBusResponse> {
  private final Bridging bridging;

  UpdateEventBus(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(
      Caller caller, UpdateEventBusRequest input, Answer<UpdateEventBusResponse> answer) {
    Arn arn = Inputs.bus(caller, input.name());
    bridging.decide(
        caller,
        "UpdateEventBus",
        arn,
        new DefineBus((before, now) -> changed(before, input, now)),
        Answers.mapped(answer, UpdateEventBus::output));
  }

  private static BusDefinition changed(BusDefinition bus, UpdateEventBusRequest input, long now) {
    return new BusDefinition(
        bus.arn(),
        bus.createdAt(),
        now,
        Inputs.or(input.description(), bus.description()),
        Inputs.or(input.kmsKeyIdentifier(), bus.kmsKey()),
        input.deadLetterConfig() == null
            ? bus.deadLetterArn()
            : CreateEventBus.deadLetters(input.deadLetterConfig()),
        bus.eventSource(),
        bus.policy(),
        bus.tags());
  }

  private static UpdateEventBusResponse output(BusDefinition bus) {
    return new UpdateEventBusResponse(
        bus.arn().toString(),
        Names.bus(bus.arn()),
        Inputs.orAbsent(bus.kmsKey()),
        Inputs.orAbsent(bus.description()),
        DescribeEventBus.deadLetters(bus));
  }
}
