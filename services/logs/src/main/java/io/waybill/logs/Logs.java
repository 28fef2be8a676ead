package io.waybill.logs;

import io.waybill.core.TimeSource;
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
import io.waybill.logs.tail.Tails;
import java.util.concurrent.Executor;

/// CloudWatch Logs, as a server puts it together: first the program for the engine, then the
/// operations for the gateway.
public final class Logs {
  private final LogsProgram program;
  private final ServiceCalls calls;
  private final Tails tails;
  private final Executor workers;

  /// @param calls reaches functions and CloudWatch
  /// @param underway counts what is on its way to them
  /// @param time the server's clock, for sessions of Live Tail
  /// @param workers send to those who listen, and may wait for them
  public Logs(ServiceCalls calls, Underway underway, TimeSource time, Executor workers) {
    this.calls = calls;
    this.workers = workers;
    this.tails = new Tails(time, workers);
    this.program = new LogsProgram(new Catalog(), new Forwarder(calls), underway, tails);
  }

  /// The server goes: whoever listens hears the end.
  public void endTails() {
    tails.stop();
  }

  /// What the engine runs in every partition.
  public Program<LogGroups> program() {
    return program;
  }

  /// Registers every operation.
  public void serve(Engine engine, Gateway.Builder gateway) {
    LogsOperations.register(new Access(engine, program, calls), tails, workers, gateway);
  }
}
