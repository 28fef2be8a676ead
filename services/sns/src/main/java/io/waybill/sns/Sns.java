package io.waybill.sns;

import io.waybill.engine.Engine;
import io.waybill.engine.access.Admissions;
import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.outbox.Underway;
import io.waybill.engine.partition.Program;
import io.waybill.sns.admin.TopicReports;
import io.waybill.sns.decide.DueWork;
import io.waybill.sns.deliver.Carriers;
import io.waybill.sns.deliver.Deliveries;
import io.waybill.sns.operations.Access;
import io.waybill.sns.operations.SnsOperations;
import io.waybill.sns.state.Catalog;
import io.waybill.sns.state.SnsProgram;
import io.waybill.sns.state.Topics;

/// Amazon SNS, as a server puts it together: first the program for the engine, then the operations
/// for the gateway.
public final class Sns {
  private final SnsProgram program;
  private final boolean smsSandbox;

  /// @param carriers what deliveries leave through
  /// @param underway counts the deliveries that are being tried
  public Sns(Carriers carriers, Underway underway) {
    DueWork happenings = new DueWork(topics -> new Deliveries(topics, carriers));
    this.program = new SnsProgram(new Catalog(), happenings, underway);
    this.smsSandbox = carriers.gateways().smsSandbox();
  }

  /// What the engine runs in every partition.
  public Program<Topics> program() {
    return program;
  }

  /// What operators may see.
  public TopicReports reports(Engine engine) {
    return new TopicReports(engine, program);
  }

  /// Registers every operation.
  public void serve(Engine engine, Gateway.Builder gateway) {
    SnsOperations.register(new Access(engine, program, new Admissions()), smsSandbox, gateway);
  }
}
