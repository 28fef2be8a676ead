package io.waybill.conformance.sns;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The topics that a platform application names for what happens to its endpoints.
final class EndpointEventsTest {
  /// A gateway to which every token is a dead one.
  private static final HttpServer GATEWAY = gateway();

  @RegisterExtension
  static final RunningServer SERVER =
      RunningServer.with(
          "--push.gateway", "http://127.0.0.1:" + GATEWAY.getAddress().getPort() + "/push");

  private final Fanout fanout = Fanout.standard(SERVER);
  private final Fanout.Queue queue = fanout.queue();
  private final String application = application();

  private static HttpServer gateway() {
    try {
      HttpServer http =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      http.createContext(
          "/",
          exchange -> {
            exchange.sendResponseHeaders(410, -1);
            exchange.close();
          });
      http.start();
      return http;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @AfterAll
  static void close() {
    GATEWAY.stop(0);
  }

  private String application() {
    fanout.subscribe(queue, Map.of());
    return fanout
        .sns
        .createPlatformApplication(b ->
            b.name("events")
                .platform("GCM")
                .attributes(
                    Map.of(
                        "PlatformCredential", "secret",
                        "EventEndpointCreated", fanout.topic,
                        "EventEndpointUpdated", fanout.topic,
                        "EventEndpointDeleted", fanout.topic,
                        "EventDeliveryFailure", fanout.topic)))
        .platformApplicationArn();
  }

  private String device(String token) {
    return fanout
        .sns
        .createPlatformEndpoint(b -> b.platformApplicationArn(application).token(token))
        .endpointArn();
  }

  /// What was told, each message by its subject.
  private List<Map.Entry<Object, Map<String, Object>>> told() {
    return fanout.take(queue).stream()
        .map(Fanout::opened)
        .map(each ->
            Map.entry(each.get("Subject"), JsonText.read(String.valueOf(each.get("Message")))))
        .toList();
  }

  @Test
  void theLifeOfAnEndpointIsTold() {
    String endpoint = device("device-1");
    device("device-1"); // the same one
    assertThat(told())
        .singleElement()
        .satisfies(each -> {
          assertThat(each.getKey()).isEqualTo("EndpointCreated event for app events (GCM)");
          assertThat(each.getValue())
              .containsEntry("EventType", "EndpointCreated")
              .containsEntry("EndpointArn", endpoint)
              .containsEntry("Resource", application)
              .containsEntry("Service", "SNS")
              .containsOnlyKeys("EventType", "EndpointArn", "Resource", "Service", "Time");
        });

    Map<String, String> userData = Map.of("CustomUserData", "u");
    fanout.sns.setEndpointAttributes(b -> b.endpointArn(endpoint).attributes(userData));
    fanout.sns.setEndpointAttributes(b -> b.endpointArn(endpoint).attributes(userData));
    assertThat(told())
        .singleElement()
        .satisfies(
            each -> assertThat(each.getValue()).containsEntry("EventType", "EndpointUpdated"));

    fanout.sns.deleteEndpoint(b -> b.endpointArn(endpoint));
    fanout.sns.deleteEndpoint(b -> b.endpointArn(endpoint)); // is not there any more
    assertThat(told())
        .singleElement()
        .satisfies(
            each -> assertThat(each.getValue()).containsEntry("EventType", "EndpointDeleted"));
  }

  @Test
  void whatIsPublishedToAnEndpointAndGivenUpIsTold() {
    String endpoint = device("device-2");
    told();
    String id = fanout.sns.publish(b -> b.targetArn(endpoint).message("ding")).messageId();
    var told = told();
    assertThat(told)
        .extracting(each -> each.getKey())
        .containsExactlyInAnyOrder(
            "EndpointUpdated event for app events (GCM)", // it is disabled
            "DeliveryFailure event for app events (GCM)");
    assertThat(told)
        .filteredOn(each -> "DeliveryFailure".equals(each.getValue().get("EventType")))
        .singleElement()
        .satisfies(each ->
            assertThat(each.getValue())
                .containsEntry("MessageId", id)
                .containsEntry("EndpointArn", endpoint)
                .containsEntry("FailureType", "InvalidPlatformToken")
                .containsEntry(
                    "FailureMessage", "Platform token associated with the endpoint is not valid")
                .containsKey("DeliveryAttempts"));
  }
}
