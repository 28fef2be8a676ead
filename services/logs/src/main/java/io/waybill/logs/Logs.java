package io.waybill.logs;

import io.waybill.engine.Engine;
import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Underway;
import io.waybill.engine.partition.Program;
import io.waybill.logs.forward.Forwarder;
import io.waybill.logs.operations.Access;
import io.waybill.logs.operations.LogsOperations;
import io.waybill.logs.state.Catalog;
import io.waybill.logs.state.LogGroups;
import io.waybill.logs.state.LogsProgram;

/// CloudWatch Logs, as a server puts it together: first the program for the engine, then the
/// operations for the gateway.
public final class Logs {
  private final LogsProgram program;
  private final ServiceCalls calls;

  /// @param calls reaches functions and CloudWatch
  /// @param underway counts what is on its way to them
  public Logs(ServiceCalls calls, Underway underway) {
    this.calls = calls;
    this.program = new LogsProgram(new Catalog(), new Forwarder(calls), underway);
  }

  /// What the engine runs in every partition.
  public Program<LogGroups> program() {
    return program;
  }

  /// Registers every operation.
  public void serve(Engine engine, Gateway.Builder gateway) {
    LogsOperations.register(new Access(engine, program, calls), gateway);
  }
}
