package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.eventbridge.decide.InPartition;
import io.waybill.eventbridge.deliver.HttpCourier;
import io.waybill.eventbridge.model.ConnectionRules;
import io.waybill.eventbridge.state.ConnectionDefinition;
import io.waybill.eventbridge.state.Step;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// What the operations on connections reach them through.
///
/// @param http fetches the token of an OAuth connection as soon as it is made
record Connecting(Bridging bridging, HttpCourier http) {
  static Arn home(Caller caller, @Nullable String name) {
    return ConnectionRules.home(caller.account(), caller.region(), Inputs.text(name));
  }

  /// Decides about the connection at `home`.
  void decide(
      Arn home,
      BiFunction<Arn, Step, ConnectionDefinition> decision,
      Answer<ConnectionDefinition> answer) {
    bridging.submit(home, new InPartition<>(step -> decision.apply(home, step), answer));
  }

  /// Decides about the connection at `home`, and has it authorized.
  void decideAndAuthorize(
      Arn home,
      BiFunction<Arn, Step, ConnectionDefinition> decision,
      Answer<ConnectionDefinition> answer) {
    decide(
        home,
        (at, step) -> {
          ConnectionDefinition after = decision.apply(at, step);
          if (!after.isAuthorized()) {
            step.transaction().afterCommit(() -> http.authorize(after));
          }
          return after;
        },
        answer);
  }
}
