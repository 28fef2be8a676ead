package io.waybill.sqs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.Engine;
import io.waybill.engine.access.Admissions;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.partition.Command;
import io.waybill.sqs.decide.Decision;
import io.waybill.sqs.decide.OnQueue;
import io.waybill.sqs.state.Catalog;
import io.waybill.sqs.state.Queues;
import io.waybill.sqs.state.SqsProgram;

/// What operations reach queues through.
public record Queueing(Engine engine, SqsProgram program, Admissions admissions) {
  /// Decides about the queue `arn`, in its partition, where the queue's policy lets `caller` do
  /// `action`, such as `SendMessage`.
  <R> void decide(Caller caller, String action, Arn arn, Decision<R> decision, Answer<R> answer) {
    Decision<R> guarded =
        caller.isConfined()
            ? new Admitted<>(admissions, caller, "sqs:" + action, decision)
            : decision;
    submit(arn, new OnQueue<>(arn, guarded, answer));
  }

  /// Runs `command` in the partition of the queue `arn`, whether there is such a queue or not.
  void submit(Arn arn, Command<Queues> command) {
    engine.submit(engine.home(arn.toString()), program, command);
  }

  Catalog catalog() {
    return program.catalog();
  }
}
