package io.waybill.conformance.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Sdk;
import io.waybill.conformance.raw.JsonText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sns.SnsClient;

/// The links in messages, followed without a signature where all else must be signed.
final class LinksTest {
  private static final String OURS = "AKIDOURS";
  private static final String THEIRS = "AKIDTHEIRS";
  private static final String SECRET = "wJalrXUtnFEMIK7MDENGbPxRfiCYEXAMPLEKEY";

  @RegisterExtension
  static final RunningServer SERVER =
      RunningServer.with(
          "--auth",
          "on",
          "--access-keys",
          OURS + ":" + SECRET + ":111111111111," + THEIRS + ":" + SECRET + ":222222222222");

  private final SnsClient ours = Sdk.sns(SERVER, OURS, SECRET);
  private final SnsClient theirs = Sdk.sns(SERVER, THEIRS, SECRET);
  private final BlockingQueue<Map<String, Object>> received = new LinkedBlockingQueue<>();
  private final String topic =
      ours.createTopic(b -> b.name("topic-" + UUID.randomUUID())).topicArn();
  private final HttpServer endpoint;

  LinksTest() throws IOException {
    endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void listen() {
    endpoint.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          received.add(JsonText.read(body));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    endpoint.start();
  }

  @AfterEach
  void stop() {
    endpoint.stop(0);
    ours.close();
    theirs.close();
  }

  private Map<String, Object> next() throws InterruptedException {
    Map<String, Object> next = received.poll(30, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return java.util.Objects.requireNonNull(next);
  }

  private static HttpResponse<String> get(String url) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString());
  }

  private String subscribe() {
    return ours.subscribe(b ->
            b.topicArn(topic)
                .protocol("http")
                .endpoint("http://127.0.0.1:" + endpoint.getAddress().getPort() + "/hook")
                .returnSubscriptionArn(true))
        .subscriptionArn();
  }

  private boolean isSubscribed() {
    return !ours.listSubscriptionsByTopic(b -> b.topicArn(topic)).subscriptions().isEmpty();
  }

  @Test
  void theLinksConfirmAndEndASubscription() throws Exception {
    String arn = subscribe();
    HttpResponse<String> confirmed = get(String.valueOf(next().get("SubscribeURL")));
    assertThat(confirmed.statusCode()).isEqualTo(200);
    assertThat(confirmed.body()).contains("<SubscriptionArn>" + arn + "</SubscriptionArn>");
    assertThat(ours.getSubscriptionAttributes(b -> b.subscriptionArn(arn)).attributes())
        .containsEntry("ConfirmationWasAuthenticated", "false");
    ours.publish(b -> b.topicArn(topic).message("m"));
    assertThat(get(String.valueOf(next().get("UnsubscribeURL"))).statusCode()).isEqualTo(200);
    assertThat(isSubscribed()).isFalse();
    assertThat(next()).containsEntry("Type", "UnsubscribeConfirmation");
  }

  @Test
  void whatWasConfirmedWithAuthenticationIsEndedByItsOwnersAlone() throws Exception {
    String arn = subscribe();
    String token = String.valueOf(next().get("Token"));
    ours.confirmSubscription(b -> b.topicArn(topic).token(token).authenticateOnUnsubscribe("true"));
    assertThat(ours.getSubscriptionAttributes(b -> b.subscriptionArn(arn)).attributes())
        .containsEntry("ConfirmationWasAuthenticated", "true");
    ours.publish(b -> b.topicArn(topic).message("m"));
    HttpResponse<String> refused = get(String.valueOf(next().get("UnsubscribeURL")));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("<Code>AuthorizationError</Code>");
    Refused.with(
        "AuthorizationError",
        "Not authorized",
        () -> theirs.unsubscribe(b -> b.subscriptionArn(arn)));
    assertThat(isSubscribed()).isTrue();
    ours.unsubscribe(b -> b.subscriptionArn(arn));
    assertThat(isSubscribed()).isFalse();
  }

  @Test
  void aConfirmationThatNobodySignedAsksForNoAuthentication() throws Exception {
    subscribe();
    get(next().get("SubscribeURL") + "&AuthenticateOnUnsubscribe=true");
    ours.publish(b -> b.topicArn(topic).message("m"));
    assertThat(get(String.valueOf(next().get("UnsubscribeURL"))).statusCode()).isEqualTo(200);
    assertThat(isSubscribed()).isFalse();
  }

  @Test
  void aQueuesSubscriptionIsEndedByItsOwnersAlone() throws Exception {
    String arn =
        ours.subscribe(b ->
                b.topicArn(topic).protocol("sqs").endpoint("arn:aws:sqs:us-east-1:111111111111:q"))
            .subscriptionArn();
    String link = SERVER.endpoint() + "/?Action=Unsubscribe&SubscriptionArn=" + arn;
    assertThat(get(link).statusCode()).isEqualTo(403);
    assertThat(isSubscribed()).isTrue();
  }

  @Test
  void allElseMustBeSigned() throws Exception {
    HttpResponse<String> refused =
        get(SERVER.endpoint() + "/?Action=Subscribe&Protocol=sqs&TopicArn=" + topic);
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("<Code>MissingAuthenticationToken</Code>");
    assertThat(get(SERVER.endpoint() + "/?Action=ListTopics").statusCode()).isEqualTo(403);
    assertThat(get(SERVER.endpoint() + "/?Action=Unsubscribed").statusCode()).isBetween(400, 404);
  }
}
