package io.waybill.eventbridge;

import io.waybill.engine.Engine;
import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Underway;
import io.waybill.engine.partition.Program;
import io.waybill.eventbridge.deliver.BusCourier;
import io.waybill.eventbridge.deliver.Couriers;
import io.waybill.eventbridge.deliver.DueWork;
import io.waybill.eventbridge.operations.Bridging;
import io.waybill.eventbridge.operations.EventBridgeOperations;
import io.waybill.eventbridge.state.Buses;
import io.waybill.eventbridge.state.Catalog;
import io.waybill.eventbridge.state.EventBridgeProgram;

/// Amazon EventBridge, as a server puts it together: first the program for the engine, then the
/// operations for the gateway.
public final class EventBridge {
  private final BusCourier buses = new BusCourier();
  private final EventBridgeProgram program;

  /// @param calls how targets in other services are called
  /// @param underway counts the deliveries that are being tried
  public EventBridge(ServiceCalls calls, Underway underway) {
    this.program =
        new EventBridgeProgram(new Catalog(), new DueWork(new Couriers(calls, buses)), underway);
  }

  /// What the engine runs in every partition.
  public Program<Buses> program() {
    return program;
  }

  /// Registers every operation.
  public void serve(Engine engine, Gateway.Builder gateway) {
    buses.open(engine, program);
    EventBridgeOperations.register(new Bridging(engine, program), gateway);
  }
}
