package io.waybill.eventbridge.deliver;

import io.waybill.core.TimeSource;
import io.waybill.engine.outward.HttpCaller;
import io.waybill.engine.outward.HttpOutcome;
import io.waybill.engine.outward.HttpRequest;
import io.waybill.eventbridge.model.ConnectionRules;
import io.waybill.eventbridge.state.ConnectionDefinition;
import io.waybill.shapes.json.JsonValue;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// The tokens of OAuth connections: fetched when first needed, shared by all who need them, and
/// fetched again a little before they expire or when an endpoint refuses one. Kept in memory only.
/// Safe for many threads.
public final class Tokens {
  /// A token, or why there is none.
  sealed interface Result {
    record Token(String value) implements Result {}

    record None(String reason) implements Result {}
  }

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int ANSWER_BYTES_MAX = 64 << 10;
  private static final long EARLIER_MILLIS = 10_000;
  private static final long LIFE_SECONDS = 3_600;

  private record Key(String arn, long modifiedAt) {}

  private record Known(String value, long untilMillis) {}

  private final HttpCaller http;
  private final TimeSource time;
  private final Map<Key, Known> known = new HashMap<>();
  private final Map<Key, List<Consumer<Result>>> waiting = new HashMap<>();

  public Tokens(HttpCaller http, TimeSource time) {
    this.http = http;
    this.time = time;
  }

  /// Tells `then` the token of `connection`; asks its endpoint where none is known.
  void get(ConnectionDefinition connection, Consumer<Result> then) {
    Key key = new Key(connection.arn().toString(), connection.modifiedAt());
    Optional<Known> token;
    boolean first = false;
    synchronized (this) {
      token = Optional.ofNullable(known.get(key)).filter(each -> each.untilMillis > time.millis());
      if (token.isEmpty()) {
        List<Consumer<Result>> others = waiting.get(key);
        first = others == null;
        waiting.computeIfAbsent(key, any -> new ArrayList<>()).add(then);
      }
    }
    if (token.isPresent()) {
      then.accept(new Result.Token(token.get().value));
    } else if (first) {
      http.call(request(connection), outcome -> arrived(key, outcome));
    }
  }

  /// An endpoint refused the token of `connection`: the next who needs one gets another.
  synchronized void refused(ConnectionDefinition connection) {
    known.keySet().removeIf(key -> key.arn.equals(connection.arn().toString()));
  }

  private void arrived(Key key, HttpOutcome outcome) {
    Result result = result(key, outcome);
    List<Consumer<Result>> those;
    synchronized (this) {
      List<Consumer<Result>> all = waiting.remove(key);
      those = all == null ? List.of() : all;
    }
    those.forEach(each -> each.accept(result));
  }

  private Result result(Key key, HttpOutcome outcome) {
    return switch (outcome) {
      case HttpOutcome.Failed(var reason, String message) ->
          new Result.None("the authorization endpoint did not answer: " + message);
      case HttpOutcome.Answered answered -> {
        if (answered.status() / 100 != 2) {
          yield new Result.None("the authorization endpoint answered " + answered.status());
        }
        yield token(key, new String(answered.body(), StandardCharsets.UTF_8));
      }
    };
  }

  private Result token(Key key, String answer) {
    Optional<JsonValue.Obj> object = JsonValue.parseObject(answer);
    if (!(object.flatMap(each -> each.get("access_token")).orElse(null)
        instanceof JsonValue.Text(String value))) {
      return new Result.None("the authorization endpoint's answer has no access_token");
    }
    long seconds =
        object
            .flatMap(each -> each.get("expires_in"))
            .map(each -> each instanceof JsonValue.Num(String digits) ? seconds(digits) : 0)
            .filter(each -> each > 0)
            .orElse(LIFE_SECONDS);
    long until = time.millis() + Math.max(1_000, seconds * 1000 - EARLIER_MILLIS);
    synchronized (this) {
      known.keySet().removeIf(each -> each.arn.equals(key.arn));
      known.put(key, new Known(value, until));
    }
    return new Result.Token(value);
  }

  private static long seconds(String digits) {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException notWhole) {
      return 0;
    }
  }

  // AWS (OAuth client credentials): the client's id and secret go with the form.
  private static HttpRequest request(ConnectionDefinition connection) {
    var auth = connection.auth();
    String oauth = "OAuthParameters";
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", ConnectionRules.text(auth, oauth, "ClientParameters", "ClientID"));
    form.put(
        "client_secret", ConnectionRules.text(auth, oauth, "ClientParameters", "ClientSecret"));
    form.putAll(ConnectionRules.pairs(auth, oauth, "OAuthHttpParameters", "BodyParameters"));
    Map<String, String> query =
        new LinkedHashMap<>(
            ConnectionRules.pairs(auth, oauth, "OAuthHttpParameters", "QueryStringParameters"));
    String method = ConnectionRules.text(auth, oauth, "HttpMethod");
    boolean hasBody = !method.equals("GET");
    if (!hasBody) {
      query.putAll(form);
    }
    Map<String, String> headers =
        new LinkedHashMap<>(
            ConnectionRules.pairs(auth, oauth, "OAuthHttpParameters", "HeaderParameters"));
    if (hasBody) {
      headers.put("Content-Type", "application/x-www-form-urlencoded");
    }
    URI uri =
        Endpoints.withQuery(ConnectionRules.text(auth, oauth, "AuthorizationEndpoint"), query);
    byte[] body = hasBody ? encoded(form).getBytes(StandardCharsets.UTF_8) : new byte[0];
    return new HttpRequest(method, uri, headers, body, TIMEOUT, ANSWER_BYTES_MAX);
  }

  static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(each -> encoded(each.getKey()) + '=' + encoded(each.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
