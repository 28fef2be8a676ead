package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.core.TimeSource;
import io.waybill.engine.Engine;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.partition.Command;
import io.waybill.eventbridge.decide.BusAccess;
import io.waybill.eventbridge.decide.Decision;
import io.waybill.eventbridge.decide.OnBus;
import io.waybill.eventbridge.model.Names;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.state.BusDefinition;
import io.waybill.eventbridge.state.Buses;
import io.waybill.eventbridge.state.Catalog;
import io.waybill.eventbridge.state.EventBridgeProgram;
import io.waybill.shapes.policy.RequestContext;

/// What operations reach buses through.
///
/// @param time what policies are asked at, before a partition has been reached
public record Bridging(
    Engine engine, EventBridgeProgram program, BusAccess access, TimeSource time) {
  /// Decides about `bus`, in its partition.
  <R> void decide(Arn bus, Decision<R> decision, Answer<R> answer) {
    submit(bus, new OnBus<>(bus, decision, answer));
  }

  /// Decides about `bus` where its policy lets `caller` do `action`, such as `DescribeEventBus`.
  <R> void decide(Caller caller, String action, Arn bus, Decision<R> decision, Answer<R> answer) {
    decide(bus, access.guarded(caller, action, decision), answer);
  }

  /// Decides about a rule of `bus` where the bus's policy lets `caller` do `action` to it.
  <R> void decide(
      Caller caller, String action, Arn bus, String rule, Decision<R> decision, Answer<R> answer) {
    decide(bus, access.guarded(caller, action, rule, decision), answer);
  }

  /// Refuses to put `event` on `bus` where the bus's policy does not let `caller`. Services put
  /// their own events on any bus of the account.
  void requirePut(Caller caller, Arn bus, RequestContext event) {
    if (caller.isConfined() && !putsItsOwn(caller)) {
      String policy =
          catalog()
              .buses()
              .find(bus.account(), bus.region(), Names.bus(bus))
              .map(BusDefinition::policy)
              .orElse("");
      access.requirePut(caller, bus, policy, event, time.millis());
    }
  }

  /// Lambda puts by the function's role, and so as anybody else.
  private static boolean putsItsOwn(Caller caller) {
    return caller.isService() && !caller.principal().equals("lambda.amazonaws.com");
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
