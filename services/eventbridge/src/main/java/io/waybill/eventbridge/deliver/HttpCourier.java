package io.waybill.eventbridge.deliver;

import io.waybill.core.Arn;
import io.waybill.engine.outbox.Attempt;
import io.waybill.engine.outbox.Outcome;
import io.waybill.engine.outward.HttpCaller;
import io.waybill.engine.outward.HttpOutcome;
import io.waybill.engine.outward.HttpRequest;
import io.waybill.eventbridge.model.ConnectionRules;
import io.waybill.eventbridge.state.Catalog;
import io.waybill.eventbridge.state.ConnectionDefinition;
import io.waybill.eventbridge.state.DestinationDefinition;
import io.waybill.eventbridge.state.RuleTarget;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/// Delivers to API destinations: HTTP endpoints, authorized by their connections.
///
/// AWS (API destinations): an endpoint has five seconds; 401, 407, 409, 429 and 5xx are tried
/// again, all else is final, redirects among it; a Retry-After is kept.
public final class HttpCourier {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int ANSWER_BYTES_MAX = 4 << 10;
  private static final int ANSWER_TOLD_MAX = 500;

  private final HttpCaller http;
  private final Tokens tokens;
  private final Catalog catalog;
  private final BiConsumer<ConnectionDefinition, Optional<String>> authorized;

  /// @param authorized is told when a connection got its token, or why it did not
  public HttpCourier(
      HttpCaller http,
      Tokens tokens,
      Catalog catalog,
      BiConsumer<ConnectionDefinition, Optional<String>> authorized) {
    this.http = http;
    this.tokens = tokens;
    this.catalog = catalog;
    this.authorized = authorized;
  }

  /// The API destination that has this very ARN.
  private Optional<DestinationDefinition> destination(Arn arn) {
    return catalog
        .destinations()
        .find(arn.account(), arn.region(), ConnectionRules.name(arn))
        .filter(each -> each.arn().equals(arn));
  }

  private Optional<ConnectionDefinition> connection(DestinationDefinition destination) {
    return Arn.parse(destination.connectionArn())
        .flatMap(arn ->
            catalog
                .connections()
                .find(arn.account(), arn.region(), ConnectionRules.name(arn))
                .filter(each -> each.arn().equals(arn)));
  }

  /// How many events a second `target` may get.
  double perSecond(RuleTarget target) {
    return Arn.parse(target.arn())
        .flatMap(this::destination)
        .map(DestinationDefinition::perSecond)
        .orElse(0);
  }

  Attempt attempt(Delivery delivery, Arn target) {
    Optional<DestinationDefinition> destination = destination(target);
    Optional<ConnectionDefinition> connection = destination.flatMap(this::connection);
    if (destination.isEmpty() || connection.isEmpty()) {
      return failing("NO_RESOURCE", "The API destination or its connection does not exist.");
    }
    if (connection.get().state().equals("DEAUTHORIZED")) {
      return failing("NO_PERMISSIONS", "The connection of the API destination is deauthorized.");
    }
    ApiRequest request = new ApiRequest(destination.get(), connection.get(), delivery);
    return then -> start(request, connection.get(), then);
  }

  private static Attempt failing(String code, String message) {
    return then -> then.accept(new Outcome.Failed(true, code, message, 0));
  }

  private void start(ApiRequest request, ConnectionDefinition connection, Consumer<Outcome> then) {
    if (!connection.type().equals(ConnectionRules.OAUTH)) {
      call(request.with(Optional.empty()), connection, then);
      return;
    }
    token(
        connection,
        result -> {
          switch (result) {
            case Tokens.Result.Token(String token) ->
                call(request.with(Optional.of(token)), connection, then);
            case Tokens.Result.None(String reason) ->
                then.accept(new Outcome.Failed(false, "CONNECTION_FAILURE", reason, 0));
          }
        });
  }

  /// Asks for the token of a connection, which proves that it is authorized.
  public void authorize(ConnectionDefinition connection) {
    token(connection, result -> {});
  }

  private void token(ConnectionDefinition connection, Consumer<Tokens.Result> then) {
    tokens.get(
        connection,
        result -> {
          if (!connection.isAuthorized()) {
            authorized.accept(
                connection,
                result instanceof Tokens.Result.None(String reason)
                    ? Optional.of(reason)
                    : Optional.empty());
          }
          then.accept(result);
        });
  }

  private void call(
      ApiRequest.Ready ready, ConnectionDefinition connection, Consumer<Outcome> then) {
    HttpRequest request =
        new HttpRequest(
            ready.method(), ready.uri(), ready.headers(), ready.body(), TIMEOUT, ANSWER_BYTES_MAX);
    http.call(request, outcome -> then.accept(outcome(outcome, connection)));
  }

  private Outcome outcome(HttpOutcome outcome, ConnectionDefinition connection) {
    return switch (outcome) {
      case HttpOutcome.Failed(HttpOutcome.Reason reason, String message) ->
          new Outcome.Failed(
              reason == HttpOutcome.Reason.REFUSED,
              reason == HttpOutcome.Reason.TIMEOUT ? "TIMEOUT" : "CONNECTION_FAILURE",
              message,
              0);
      case HttpOutcome.Answered answered -> {
        int status = answered.status();
        if (status / 100 == 2) {
          yield new Outcome.Delivered("");
        }
        if (status == 401 || status == 407) {
          tokens.refused(connection);
        }
        boolean again =
            status >= 500 || status == 401 || status == 407 || status == 409 || status == 429;
        yield new Outcome.Failed(
            !again,
            status == 429 ? "THROTTLING" : "ERROR_FROM_TARGET",
            "The endpoint answered " + status + " " + told(answered.body()),
            retryAfterMillis(answered));
      }
    };
  }

  private static String told(byte[] body) {
    String text = new String(body, StandardCharsets.UTF_8).strip();
    return text.length() <= ANSWER_TOLD_MAX ? text : text.substring(0, ANSWER_TOLD_MAX);
  }

  private static long retryAfterMillis(HttpOutcome.Answered answered) {
    String text = answered.header("Retry-After").orElse("");
    boolean seconds =
        !text.isEmpty() && text.length() < 7 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return seconds ? Long.parseLong(text) * 1000 : 0;
  }
}
