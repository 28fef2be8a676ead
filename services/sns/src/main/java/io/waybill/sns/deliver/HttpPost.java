package io.waybill.sns.deliver;

import io.waybill.engine.outbox.Outcome;
import io.waybill.engine.outward.HttpCaller;
import io.waybill.engine.outward.HttpRequest;
import io.waybill.sns.state.Letter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Brings messages to HTTP and HTTPS endpoints.
///
/// @param messageType AWS's word for what is sent: `Notification`
/// @param subscriptionArn empty where there is no confirmed subscription yet
record HttpPost(
    HttpCaller caller,
    Letter letter,
    String messageType,
    String subscriptionArn,
    String contentType,
    boolean raw) {
  /// AWS: an endpoint has 15 seconds to answer.
  private static final Duration TIMEOUT = Duration.ofSeconds(15);

  private static final int ANSWER_BYTES_MAX = 4096;

  void send(String endpoint, String body, Consumer<Outcome> then) {
    URI uri;
    try {
      uri = new URI(endpoint);
    } catch (URISyntaxException malformed) {
      then.accept(new Outcome.Failed(true, "REFUSED", String.valueOf(malformed.getMessage()), 0));
      return;
    }
    caller.call(
        new HttpRequest(
            "POST",
            withoutLogin(uri),
            headers(uri),
            body.getBytes(StandardCharsets.UTF_8),
            TIMEOUT,
            ANSWER_BYTES_MAX),
        outcome -> then.accept(Failures.of(outcome)));
  }

  /// A login stands in a header and not in the address.
  private static URI withoutLogin(URI uri) {
    String login = uri.getRawUserInfo();
    return login == null ? uri : URI.create(uri.toString().replace("//" + login + "@", "//"));
  }

  /// AWS: a name and a password in an endpoint's address are those of HTTP's basic authentication.
  private static void logIn(URI uri, Map<String, String> headers) {
    String login = uri.getUserInfo();
    if (login != null) {
      byte[] bytes = login.getBytes(StandardCharsets.UTF_8);
      headers.put("Authorization", "Basic " + Base64.getEncoder().encodeToString(bytes));
    }
  }

  private Map<String, String> headers(URI uri) {
    Map<String, String> headers = new LinkedHashMap<>();
    logIn(uri, headers);
    headers.put("x-amz-sns-message-type", messageType);
    headers.put("x-amz-sns-message-id", letter.messageId().toString());
    headers.put("x-amz-sns-topic-arn", letter.topicArn());
    if (!subscriptionArn.isEmpty()) {
      headers.put("x-amz-sns-subscription-arn", subscriptionArn);
    }
    if (raw) {
      headers.put("x-amz-sns-rawdelivery", "true");
    }
    headers.put("Content-Type", contentType);
    headers.put("User-Agent", "Amazon Simple Notification Service Agent");
    return headers;
  }
}
