package io.waybill.conformance.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpServer;
import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.JsonText;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sns.model.Subscription;

/// A real endpoint on this machine, from its subscription to the end of it.
final class HttpEndpointTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  /// One request that came.
  private record Received(Headers headers, String body) {
    Map<String, Object> json() {
      return JsonText.read(body);
    }

    String header(String name) {
      return String.valueOf(headers.getFirst(name));
    }
  }

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final Fanout fanout = Fanout.standard(SERVER);
  private volatile int status = 200;
  private HttpServer endpoint;

  HttpEndpointTest() throws IOException {
    endpoint = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  @BeforeEach
  void listen() {
    endpoint.createContext(
        "/",
        exchange -> {
          int answer = status; // a test that sees the request may change it for the next
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          received.add(new Received(exchange.getRequestHeaders(), body));
          exchange.sendResponseHeaders(answer, -1);
          exchange.close();
        });
    endpoint.start();
  }

  @AfterEach
  void stop() {
    endpoint.stop(0);
  }

  private String url() {
    return "http://127.0.0.1:" + endpoint.getAddress().getPort() + "/hook";
  }

  @Test
  void aLoginInTheAddressIsSentAsBasicAuthentication() throws Exception {
    String address = "http://me:se%20cret@127.0.0.1:" + endpoint.getAddress().getPort() + "/hook";
    fanout.sns.subscribe(b -> b.topicArn(fanout.topic).protocol("http").endpoint(address));
    String login =
        Base64.getEncoder().encodeToString("me:se cret".getBytes(StandardCharsets.UTF_8));

    Received asked = next();
    assertThat(asked.header("Authorization")).isEqualTo("Basic " + login);
    assertThat(asked.header("Host")).doesNotContain("@");
    assertThat(fanout.sns.listSubscriptionsByTopic(b -> b.topicArn(fanout.topic)).subscriptions())
        .extracting(Subscription::endpoint)
        .containsExactly(address.replace("se%20cret", "****"));
  }

  private Received next() throws InterruptedException {
    Received next = received.poll(30, TimeUnit.SECONDS);
    assertThat(next).isNotNull();
    return java.util.Objects.requireNonNull(next);
  }

  private static int get(String url) throws IOException, InterruptedException {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
        .statusCode();
  }

  private String subscribeAndConfirm(Map<String, String> attributes)
      throws IOException, InterruptedException {
    String arn = fanout.subscribe("http", url(), attributes);
    assertThat(get(String.valueOf(next().json().get("SubscribeURL")))).isEqualTo(200);
    return arn;
  }

  @Test
  void anEndpointIsAskedAndConfirmsByTheLinkThatItGot() throws Exception {
    String arn = fanout.subscribe("http", url(), Map.of());
    Received asked = next();
    assertThat(asked.header("x-amz-sns-message-type")).isEqualTo("SubscriptionConfirmation");
    assertThat(asked.header("x-amz-sns-topic-arn")).isEqualTo(fanout.topic);
    assertThat(asked.header("Content-Type")).isEqualTo("text/plain; charset=UTF-8");
    assertThat(asked.json().keySet())
        .containsExactly(
            "Type",
            "MessageId",
            "Token",
            "TopicArn",
            "Message",
            "SubscribeURL",
            "Timestamp",
            "SignatureVersion",
            "Signature",
            "SigningCertURL");
    assertThat(get(String.valueOf(asked.json().get("SubscribeURL")))).isEqualTo(200);
    assertThat(fanout.sns.getSubscriptionAttributes(b -> b.subscriptionArn(arn)).attributes())
        .containsEntry("PendingConfirmation", "false")
        .containsEntry("ConfirmationWasAuthenticated", "false")
        .containsKey("EffectiveDeliveryPolicy");
  }

  @Test
  void aNotificationComesWithItsHeadersAndTheLinkThatEndsIt() throws Exception {
    String arn = subscribeAndConfirm(Map.of());
    String id = fanout.publish("hello");
    Received got = next();
    assertThat(got.header("x-amz-sns-message-type")).isEqualTo("Notification");
    assertThat(got.header("x-amz-sns-message-id")).isEqualTo(id);
    assertThat(got.header("x-amz-sns-subscription-arn")).isEqualTo(arn);
    assertThat(got.header("User-Agent")).isEqualTo("Amazon Simple Notification Service Agent");
    assertThat(got.json()).containsEntry("Message", "hello").containsEntry("MessageId", id);
    assertThat(get(String.valueOf(got.json().get("UnsubscribeURL")))).isEqualTo(200);
    assertThat(fanout.sns.listSubscriptionsByTopic(b -> b.topicArn(fanout.topic)).subscriptions())
        .isEmpty();
  }

  @Test
  void anEndpointMayHaveBackWhatAStrangerEnded() throws Exception {
    String arn = subscribeAndConfirm(Map.of());
    fanout.publish("one");
    get(String.valueOf(next().json().get("UnsubscribeURL")));
    Received told = next();
    assertThat(told.header("x-amz-sns-message-type")).isEqualTo("UnsubscribeConfirmation");
    assertThat(told.header("x-amz-sns-subscription-arn")).isEqualTo(arn);
    assertThat(told.json())
        .containsEntry("Type", "UnsubscribeConfirmation")
        .containsEntry(
            "Message",
            "You have chosen to deactivate subscription "
                + arn
                + ".\nTo cancel this operation and restore the subscription, visit the SubscribeURL"
                + " included in this message.");
    String link = String.valueOf(told.json().get("SubscribeURL"));
    assertThat(get(link)).isEqualTo(200);
    fanout.publish("two");
    assertThat(next().json()).containsEntry("Message", "two");
    assertThat(get(link)).isEqualTo(400);
    fanout.sns.unsubscribe(b -> b.subscriptionArn(arn));
    SERVER.advance(java.time.Duration.ofSeconds(1));
    assertThat(received).isEmpty();
  }

  @Test
  void aRawNotificationIsTheMessageAlone() throws Exception {
    subscribeAndConfirm(Map.of("RawMessageDelivery", "true"));
    fanout.publish("alone");
    Received got = next();
    assertThat(got.body()).isEqualTo("alone");
    assertThat(got.header("x-amz-sns-rawdelivery")).isEqualTo("true");
  }

  @Test
  void aNotificationThatIsRefusedGoesToTheDeadLetterQueue() throws Exception {
    Fanout.Queue dead = fanout.queue();
    subscribeAndConfirm(
        Map.of(
            "RawMessageDelivery",
            "true",
            "RedrivePolicy",
            "{\"deadLetterTargetArn\":\"" + dead.arn() + "\"}"));
    status = 403;
    fanout.publish("refused");
    next();
    assertThat(fanout.take(dead)).extracting(m -> m.body()).containsExactly("refused");
  }

  @Test
  void anEndpointThatFailsIsTriedAgainAfterTwentySeconds() throws Exception {
    subscribeAndConfirm(Map.of("RawMessageDelivery", "true"));
    status = 500;
    fanout.publish("again");
    next();
    status = 200;
    SERVER.advance(java.time.Duration.ofSeconds(21));
    assertThat(next().body()).isEqualTo("again");
  }
}
