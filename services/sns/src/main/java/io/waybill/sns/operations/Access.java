package io.waybill.sns.operations;

import io.waybill.core.Arn;
import io.waybill.engine.Engine;
import io.waybill.engine.access.Admissions;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.shapes.policy.RequestContext;
import io.waybill.sns.api.SnsErrors;
import io.waybill.sns.decide.Decision;
import io.waybill.sns.decide.InHome;
import io.waybill.sns.decide.OnTopic;
import io.waybill.sns.state.Catalog;
import io.waybill.sns.state.SnsProgram;
import io.waybill.sns.state.Step;
import io.waybill.sns.state.Topic;
import io.waybill.sns.state.TopicDefinition;

/// What operations reach topics through.
public record Access(Engine engine, SnsProgram program, Admissions admissions) {
  /// Decides about the topic `arn`, in its partition, where the topic's policy lets `caller` do
  /// `action`, such as `Publish`.
  <R> void decide(Caller caller, String action, Arn arn, Decision<R> decision, Answer<R> answer) {
    decide(caller, action, RequestContext.NOTHING, arn, decision, answer);
  }

  /// As above, with what else a policy may ask of the call.
  <R> void decide(
      Caller caller,
      String action,
      RequestContext more,
      Arn arn,
      Decision<R> decision,
      Answer<R> answer) {
    Decision<R> guarded =
        caller.isConfined()
            ? (topic, step) -> {
              require(caller, action, more, topic, step);
              return decision.decide(topic, step);
            }
            : decision;
    engine.submit(engine.home(arn.toString()), program, new OnTopic<>(arn, guarded, answer));
  }

  /// Refuses a caller that the policy of `topic` does not let do `action`.
  void require(Caller caller, String action, RequestContext more, Topic topic, Step step) {
    if (caller.isConfined()) {
      TopicDefinition definition = topic.definition();
      Arn arn = definition.arn();
      boolean owner = !caller.isService() && arn.account().equals(caller.account().digits());
      admissions
          .denial(
              caller,
              "sns:" + action,
              arn,
              definition.attributes().policyFor(arn, owner),
              step.now(),
              more)
          .ifPresent(denial -> {
            // AWS spells the service in capitals in what it tells.
            throw SnsErrors.AUTHORIZATION_ERROR_EXCEPTION.because(denial.text("SNS:" + action));
          });
    }
  }

  /// Decides in the partition of `arn`, whether there is such a thing or not.
  <R> void inHome(Arn arn, InHome.Matter<R> matter, Answer<R> answer) {
    engine.submit(engine.home(arn.toString()), program, new InHome<>(matter, answer));
  }

  Catalog catalog() {
    return program.catalog();
  }
}
