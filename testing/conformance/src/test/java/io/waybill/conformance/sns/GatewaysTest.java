package io.waybill.conformance.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

/// SMS and mobile push through the operator's gateways.
final class GatewaysTest {
  /// One request that came.
  private record Received(String path, String token, String key, Map<String, Object> body) {}

  /// Both gateways, on this machine.
  private static final class Gateway {
    final List<Received> received = new CopyOnWriteArrayList<>();
    volatile int status = 200;
    private final HttpServer http;

    Gateway() {
      try {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
      http.createContext(
          "/",
          exchange -> {
            String body =
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            received.add(
                new Received(
                    exchange.getRequestURI().toString(),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")),
                    String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key")),
                    JsonText.read(body)));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
          });
      http.start();
    }

    String address(String path) {
      return "http://127.0.0.1:" + http.getAddress().getPort() + path;
    }
  }

  private static final Gateway GATEWAY = new Gateway();

  @RegisterExtension
  static final RunningServer SERVER =
      RunningServer.with(
          "--sms.gateway",
          GATEWAY.address("/sms?tenant=1"),
          "--sms.gateway-token",
          "s3cret",
          "--push.gateway",
          GATEWAY.address("/push"));

  private final Fanout fanout = Fanout.standard(SERVER);

  @BeforeEach
  void works() {
    GATEWAY.status = 200;
    GATEWAY.received.clear();
  }

  @AfterAll
  static void close() {
    GATEWAY.http.stop(0);
  }

  private static MessageAttributeValue text(String value) {
    return MessageAttributeValue.builder().dataType("String").stringValue(value).build();
  }

  private static Received only() {
    SERVER.settle();
    assertThat(GATEWAY.received).hasSize(1);
    return GATEWAY.received.getFirst();
  }

  @Test
  void anSmsIsPostedWithWhatTheGatewayNeedsToKnow() {
    String id =
        fanout
            .sns
            .publish(b ->
                b.phoneNumber("+15551234567")
                    .message("call me")
                    .messageAttributes(
                        Map.of(
                            "AWS.SNS.SMS.SenderID", text("Shop"),
                            "AWS.SNS.SMS.SMSType", text("Transactional"))))
            .messageId();
    Received got = only();
    assertThat(got.path()).isEqualTo("/sms?tenant=1");
    assertThat(got.token()).isEqualTo("Bearer s3cret");
    assertThat(got.key()).isEqualTo(id + "/+15551234567");
    assertThat(got.body())
        .isEqualTo(
            Map.of(
                "messageId", id,
                "phoneNumber", "+15551234567",
                "message", "call me",
                "smsType", "Transactional",
                "senderId", "Shop",
                "account", "000000000000",
                "region", "us-east-1"));
  }

  @Test
  void aSubscribedPhoneGetsWhatIsPublishedToTheTopic() {
    fanout.subscribe("sms", "+1 555-123-4568", Map.of());
    fanout.sns.publish(b ->
        b.topicArn(fanout.topic)
            .messageStructure("json")
            .message("{\"default\":\"d\",\"sms\":\"short\"}"));
    assertThat(only().body())
        .containsEntry("phoneNumber", "+15551234568")
        .containsEntry("message", "short")
        .containsEntry("topicArn", fanout.topic)
        .containsEntry("smsType", "Promotional");
  }

  @Test
  void aGatewayThatIsDownIsTriedAgainForSixHours() {
    GATEWAY.status = 503;
    fanout.sns.publish(b -> b.phoneNumber("+15551234567").message("late"));
    SERVER.advance(Duration.ofHours(7));
    assertThat(GATEWAY.received).hasSize(51);
    assertThat(GATEWAY.received.stream().map(Received::key).distinct()).hasSize(1);
  }

  @Test
  void aGatewayThatRefusesItsTokenCostsNoMessage() {
    GATEWAY.status = 401;
    fanout.sns.publish(b -> b.phoneNumber("+15551234567").message("kept"));
    SERVER.advance(Duration.ofSeconds(1));
    GATEWAY.status = 200;
    GATEWAY.received.clear();
    SERVER.advance(Duration.ofMinutes(1));
    assertThat(GATEWAY.received).hasSize(1);
  }

  @Test
  void aMessageThatTheGatewayCannotTakeIsGivenUp() {
    GATEWAY.status = 400;
    fanout.sns.publish(b -> b.phoneNumber("+15551234567").message("bad"));
    SERVER.advance(Duration.ofHours(7));
    assertThat(GATEWAY.received).hasSize(1);
  }

  private String application(String name, String platform) {
    return fanout
        .sns
        .createPlatformApplication(b ->
            b.name(name)
                .platform(platform)
                .attributes(Map.of("PlatformCredential", "key", "PlatformPrincipal", "id")))
        .platformApplicationArn();
  }

  private String device(String application, String token) {
    return fanout
        .sns
        .createPlatformEndpoint(
            b -> b.platformApplicationArn(application).token(token).customUserData("user 7"))
        .endpointArn();
  }

  private Map<String, String> attributes(String endpoint) {
    return fanout.sns.getEndpointAttributes(b -> b.endpointArn(endpoint)).attributes();
  }

  @Test
  void aPushMessageIsPostedWithTheDevicesToken() {
    String endpoint = device(application("posted", "APNS"), "d1");
    String id =
        fanout
            .sns
            .publish(b ->
                b.targetArn(endpoint)
                    .messageStructure("json")
                    .message("{\"default\":\"ding\",\"APNS\":\"{\\\"aps\\\":{}}\"}")
                    .messageAttributes(Map.of("AWS.SNS.MOBILE.APNS.TTL", text("60"))))
            .messageId();
    Received got = only();
    assertThat(got.path()).isEqualTo("/push");
    assertThat(got.body())
        .isEqualTo(
            Map.of(
                "messageId", id,
                "platform", "APNS",
                "token", "d1",
                "endpointArn", endpoint,
                "message", "ding",
                "payload", "{\"aps\":{}}",
                "customUserData", "user 7",
                "attributes", Map.of("AWS.SNS.MOBILE.APNS.TTL", "60")));
  }

  @Test
  void aDeadTokenDisablesItsEndpointUntilThereIsAnother() {
    String endpoint = device(application("dead", "GCM"), "device-2");
    fanout.subscribe("application", endpoint, Map.of());
    GATEWAY.status = 410;
    fanout.publish("anybody there?");
    only();
    assertThat(attributes(endpoint)).containsEntry("Enabled", "false");
    GATEWAY.status = 200;
    fanout.publish("not sent");
    SERVER.advance(Duration.ofHours(7));
    assertThat(GATEWAY.received).hasSize(1);
    Refused.with(
        "EndpointDisabled",
        "Endpoint is disabled",
        () -> fanout.sns.publish(b -> b.targetArn(endpoint).message("ding")));
    fanout.sns.setEndpointAttributes(
        b -> b.endpointArn(endpoint).attributes(Map.of("Token", "device-3", "Enabled", "true")));
    fanout.publish("sent");
    SERVER.settle();
    assertThat(GATEWAY.received.getLast().body())
        .containsEntry("token", "device-3")
        .containsEntry("message", "sent");
  }

  @Test
  void aDisabledApplicationSendsNothing() {
    String application = application("disabled", "GCM");
    fanout.subscribe("application", device(application, "device-4"), Map.of());
    fanout.sns.setPlatformApplicationAttributes(
        b -> b.platformApplicationArn(application).attributes(Map.of("Enabled", "false")));
    fanout.publish("not sent");
    SERVER.settle();
    assertThat(GATEWAY.received).isEmpty();
  }

  @Test
  void whatBecameOfPushMessagesStandsInTheLogWhereTheApplicationAsksForIt() throws Exception {
    String application = application("told", "GCM");
    String role = "arn:aws:iam::000000000000:role/feedback";
    fanout.sns.setPlatformApplicationAttributes(b ->
        b.platformApplicationArn(application)
            .attributes(
                Map.of(
                    "SuccessFeedbackRoleArn",
                    role,
                    "FailureFeedbackRoleArn",
                    role,
                    "SuccessFeedbackSampleRate",
                    "100")));
    String endpoint = device(application, "device-5");
    String id = fanout.sns.publish(b -> b.targetArn(endpoint).message("told")).messageId();
    SERVER.settle();
    String group = "sns/us-east-1/000000000000/app/GCM/told";
    assertThat(log(group)).contains(id, "'destination':'" + endpoint + "'", "'status':'SUCCESS'");
    GATEWAY.status = 410;
    fanout.sns.publish(b -> b.targetArn(endpoint).message("lost"));
    SERVER.settle();
    assertThat(log(group + "/Failure"))
        .contains("Platform token associated with the endpoint is not valid")
        .containsOnlyOnce("'status':'FAILURE'");
  }

  @Test
  void whatBecameOfSmsStandsInTheLogWhereTheAccountAsksForIt() throws Exception {
    fanout.sns.setSMSAttributes(b ->
        b.attributes(
            Map.of(
                "DeliveryStatusIAMRole",
                "arn:aws:iam::000000000000:role/feedback",
                "DeliveryStatusSuccessSamplingRate",
                "100")));
    String id =
        fanout.sns.publish(b -> b.phoneNumber("+15551230000").message("logged")).messageId();
    SERVER.settle();
    assertThat(log("sns/us-east-1/000000000000/DirectPublishToPhoneNumber"))
        .contains(id, "'destination':'+15551230000'", "'status':'SUCCESS'")
        .contains("'numberOfMessageParts':1", "'smsType':'Promotional'");
    GATEWAY.status = 400;
    fanout.sns.publish(b -> b.phoneNumber("+15551230000").message("lost"));
    SERVER.settle();
    assertThat(log("sns/us-east-1/000000000000/DirectPublishToPhoneNumber/Failure"))
        .containsOnlyOnce("'status':'FAILURE'");
    fanout.sns.setSMSAttributes(b -> b.attributes(Map.of("DeliveryStatusIAMRole", "")));
  }

  private static String log(String group) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(SERVER.endpoint() + "/"))
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "Logs_20140328.FilterLogEvents")
            .POST(HttpRequest.BodyPublishers.ofString("{\"logGroupName\":\"" + group + "\"}"))
            .build();
    SERVER.settle();
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString())
        .body()
        .replace("\\\"", "'");
  }
}
