package io.waybill.eventbridge;

import io.waybill.engine.Engine;
import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.partition.Program;
import io.waybill.eventbridge.operations.Bridging;
import io.waybill.eventbridge.operations.EventBridgeOperations;
import io.waybill.eventbridge.state.Buses;
import io.waybill.eventbridge.state.Catalog;
import io.waybill.eventbridge.state.EventBridgeProgram;

/// Amazon EventBridge, as a server puts it together: first the program for the engine, then the
/// operations for the gateway.
public final class EventBridge {
  private final EventBridgeProgram program = new EventBridgeProgram(new Catalog());

  /// What the engine runs in every partition.
  public Program<Buses> program() {
    return program;
  }

  /// Registers every operation.
  public void serve(Engine engine, Gateway.Builder gateway) {
    EventBridgeOperations.register(new Bridging(engine, program), gateway);
  }
}
