package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.eventbridge.api.DeadLetterConfig;
import io.waybill.eventbridge.api.DescribeEventBusRequest;
import io.waybill.eventbridge.api.DescribeEventBusResponse;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.state.BusDefinition;
import org.jspecify.annotations.Nullable;

/// Tells of one event bus.
final class DescribeEventBus
    implements Operation<DescribeEventBusRequest, DescribeEventBusResponse> {
  private final Bridging bridging;

  DescribeEventBus(Bridging bridging) {
    this.bridging = bridging;
  }

  @Override
  public void call(
      Caller caller, DescribeEventBusRequest input, Answer<DescribeEventBusResponse> answer) {
    Arn arn = Inputs.bus(caller, input.name());
    bridging.decide(
        caller, "DescribeEventBus", arn, (bus, step) -> output(bus.definition()), answer);
  }

  private static DescribeEventBusResponse output(BusDefinition bus) {
    return new DescribeEventBusResponse(
        Names.bus(bus.arn()),
        bus.arn().toString(),
        Inputs.orAbsent(bus.description()),
        Inputs.orAbsent(bus.kmsKey()),
        deadLetters(bus),
        Inputs.orAbsent(bus.policy()),
        Inputs.time(bus.createdAt()),
        Inputs.time(bus.modifiedAt()));
  }

  static @Nullable DeadLetterConfig deadLetters(BusDefinition bus) {
    return bus.deadLetterArn().isEmpty() ? null : new DeadLetterConfig(bus.deadLetterArn());
  }
}
