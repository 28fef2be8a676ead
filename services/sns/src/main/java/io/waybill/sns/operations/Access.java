package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.Engine;
import io.waybill.engine.gateway.Answer;
import io.waybill.sns.decide.Decision;
import io.waybill.sns.decide.InHome;
import io.waybill.sns.decide.OnTopic;
import io.waybill.sns.state.Catalog;
import io.waybill.sns.state.SnsProgram;

/// What operations reach topics through.
public record Access(Engine engine, SnsProgram program) {
  /// Decides about the topic `arn`, in its partition.
  <R> void decide(Arn arn, Decision<R> decision, Answer<R> answer) {
    engine.submit(engine.home(arn.toString()), program, new OnTopic<>(arn, decision, answer));
  }

  /// Decides in the partition of `arn`, whether there is such a thing or not.
  <R> void inHome(Arn arn, InHome.Matter<R> matter, Answer<R> answer) {
    engine.submit(engine.home(arn.toString()), program, new InHome<>(matter, answer));
  }

  Catalog catalog() {
    return program.catalog();
  }
}
