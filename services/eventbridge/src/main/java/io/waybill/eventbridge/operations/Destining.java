package io.waybill.eventbridge.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.eventbridge.api.ApiDestinationState;
import io.waybill.eventbridge.api.EventBridgeErrors;
import io.waybill.eventbridge.decide.InPartition;
import io.waybill.eventbridge.model.ConnectionRules;
import io.waybill.eventbridge.model.Refusals;
import io.waybill.eventbridge.state.ConnectionDefinition;
import io.waybill.eventbridge.state.DestinationDefinition;
import io.waybill.eventbridge.state.Step;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/// What the operations on API destinations share.
record Destining(Bridging bridging) {
  /// AWS: what a destination gets a second that does not say.
  static final int PER_SECOND = 300;

  static Arn home(Caller caller, @Nullable String name) {
    return Arn.of(
        "events", caller.region(), caller.account(), "api-destination/" + Inputs.text(name));
  }

  <R> void decide(Arn home, BiFunction<Arn, Step, R> decision, Answer<R> answer) {
    bridging.submit(home, new InPartition<>(step -> decision.apply(home, step), answer));
  }

  /// `arn`, or a refusal where there is no such connection.
  String connection(Caller caller, @Nullable String arn) {
    String given = Inputs.text(arn);
    Arn.parse(given).ifPresent(caller::requireReach);
    if (find(given).isEmpty()) {
      throw EventBridgeErrors.RESOURCE_NOT_FOUND_EXCEPTION.because(
          "Connection '" + given + "' does not exist.");
    }
    return given;
  }

  private Optional<ConnectionDefinition> find(String arn) {
    return Arn.parse(arn)
        .flatMap(parsed ->
            bridging
                .catalog()
                .connections()
                .find(parsed.account(), parsed.region(), ConnectionRules.name(parsed))
                .filter(each -> each.arn().equals(parsed)));
  }

  /// AWS: a destination can be used while its connection is authorized.
  String state(DestinationDefinition destination) {
    return find(destination.connectionArn()).filter(ConnectionDefinition::isAuthorized).isPresent()
        ? ApiDestinationState.ACTIVE
        : ApiDestinationState.INACTIVE;
  }

  /// `endpoint`, or a refusal. Beyond AWS, which wants https, http is taken: endpoints of tests
  /// rarely have certificates.
  static String endpoint(@Nullable String endpoint) {
    String given = Inputs.text(endpoint);
    if (!given.startsWith("https://") && !given.startsWith("http://")) {
      throw Refusals.invalidParameter(
          "InvocationEndpoint", "The endpoint must be an https or http URL.");
    }
    return given;
  }
}
