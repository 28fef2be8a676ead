package io.waybill.eventbridge;

import io.waybill.core.Seal;
import io.waybill.core.TimeSource;
import io.waybill.engine.Engine;
import io.waybill.engine.access.Admissions;
import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Underway;
import io.waybill.engine.outward.HttpCaller;
import io.waybill.engine.partition.Program;
import io.waybill.eventbridge.admin.RuleReports;
import io.waybill.eventbridge.decide.BusAccess;
import io.waybill.eventbridge.deliver.BusCourier;
import io.waybill.eventbridge.deliver.ConnectionNews;
import io.waybill.eventbridge.deliver.Couriers;
import io.waybill.eventbridge.deliver.DueWork;
import io.waybill.eventbridge.deliver.HttpCourier;
import io.waybill.eventbridge.deliver.Tokens;
import io.waybill.eventbridge.operations.Bridging;
import io.waybill.eventbridge.operations.EventBridgeOperations;
import io.waybill.eventbridge.state.Buses;
import io.waybill.eventbridge.state.Catalog;
import io.waybill.eventbridge.state.EventBridgeProgram;

/// Amazon EventBridge, as a server puts it together: first the program for the engine, then the
/// operations for the gateway.
public final class EventBridge {
  private final BusAccess access = new BusAccess(new Admissions());
  private final BusCourier buses;
  private final TimeSource time;
  private final ConnectionNews news = new ConnectionNews();
  private final HttpCourier http;
  private final EventBridgeProgram program;

  /// @param calls how targets in other services are called
  /// @param http how API destinations are called
  /// @param seal keeps the secrets of connections
  /// @param underway counts the deliveries that are being tried
  public EventBridge(
      ServiceCalls calls, HttpCaller http, Seal seal, TimeSource time, Underway underway) {
    Catalog catalog = new Catalog();
    this.time = time;
    this.buses = new BusCourier(calls, access);
    this.http = new HttpCourier(http, new Tokens(http, time), catalog, news);
    Couriers couriers = new Couriers(calls, buses, this.http);
    this.program = new EventBridgeProgram(catalog, new DueWork(couriers), underway, seal);
  }

  /// What the engine runs in every partition.
  public Program<Buses> program() {
    return program;
  }

  /// Registers every operation.
  public void serve(Engine engine, Gateway.Builder gateway) {
    buses.open(engine, program);
    news.open(engine, program);
    EventBridgeOperations.register(new Bridging(engine, program, access, time), http, gateway);
  }

  /// What operators may see.
  public RuleReports reports(Engine engine) {
    return new RuleReports(engine, program);
  }
}
