package io.waybill.sqs;

import io.waybill.engine.Engine;
import io.waybill.engine.access.Admissions;
import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.partition.Homes;
import io.waybill.engine.partition.Program;
import io.waybill.sqs.admin.QueueReports;
import io.waybill.sqs.decide.DueWork;
import io.waybill.sqs.operations.Queueing;
import io.waybill.sqs.operations.SqsOperations;
import io.waybill.sqs.state.Catalog;
import io.waybill.sqs.state.Queues;
import io.waybill.sqs.state.SqsProgram;
import io.waybill.sqs.state.SqsSettings;

/// Amazon SQS, as a server puts it together: first the program for the engine, then the operations
/// for the gateway.
public final class Sqs {
  private final SqsProgram program;

  public Sqs(SqsSettings settings, Homes homes) {
    this.program = new SqsProgram(settings, new Catalog(), new DueWork(), homes::of);
  }

  /// What the engine runs in every partition.
  public Program<Queues> program() {
    return program;
  }

  /// Registers every operation.
  public void serve(Engine engine, Gateway.Builder gateway) {
    SqsOperations.register(new Queueing(engine, program, new Admissions()), gateway);
  }

  /// What operators may see.
  public QueueReports reports(Engine engine) {
    return new QueueReports(engine, program);
  }
}
