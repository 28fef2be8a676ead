package io.waybill.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.outward.HttpOutcome;
import io.waybill.shapes.CommonErrors;
import io.waybill.sns.api.CreateTopicInput;
import io.waybill.sns.api.PublishInput;
import io.waybill.sns.api.SnsApi;
import io.waybill.sns.api.SubscribeInput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// How often a delivery is tried, and when.
final class RetriesTest {
  private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:q";
  private static final Pattern TOKEN = Pattern.compile("\"Token\" : \"(\\w+)\"");

  private static String topic(Town town) {
    var input = CreateTopicInput.builder().name("t").build();
    return Objects.requireNonNull(town.call(SnsApi.CREATE_TOPIC, input).topicArn());
  }

  private static void subscribe(
      Town town, String topic, String protocol, String endpoint, Map<String, String> attributes) {
    town.call(
        SnsApi.SUBSCRIBE,
        SubscribeInput.builder()
            .topicArn(topic)
            .protocol(protocol)
            .endpoint(endpoint)
            .attributes(attributes)
            .build());
  }

  private static void publish(Town town, String topic) {
    town.call(SnsApi.PUBLISH, PublishInput.builder().topicArn(topic).message("m").build());
  }

  private static List<Long> gaps(List<Long> times) {
    List<Long> gaps = new ArrayList<>();
    for (int i = 1; i < times.size(); i++) {
      gaps.add(times.get(i) - times.get(i - 1));
    }
    return gaps;
  }

  @Test
  void aQueueThatNeverAnswersIsTriedFor23DaysAndThenItsDeadLetterQueueGetsTheMessage() {
    List<Long> tries = new ArrayList<>();
    List<String> dead = new ArrayList<>();
    Town[] towns = new Town[1];
    towns[0] =
        new Town(
            (operation, caller, input, then) -> {
              if (input.toString().contains("dead-letters")) {
                dead.add(input.toString());
                then.succeed(Town.sent("id"));
              } else {
                tries.add(towns[0].millis());
                then.refuse(CommonErrors.SERVICE_UNAVAILABLE.because("down"));
              }
            },
            (request, then) -> {
              throw new AssertionError("there is no HTTP here");
            });
    Town town = towns[0];
    String topic = topic(town);
    subscribe(
        town,
        topic,
        "sqs",
        QUEUE,
        Map.of(
            "RawMessageDelivery",
            "true",
            "RedrivePolicy",
            "{\"deadLetterTargetArn\":\"arn:aws:sqs:us-east-1:000000000000:dead-letters\"}"));
    publish(town, topic);
    while (dead.isEmpty()) {
      assertThat(town.next()).isTrue();
    }
    assertThat(tries).hasSize(1 + 100_015);
    List<Long> gaps = gaps(tries);
    assertThat(gaps.subList(0, 5)).containsExactly(0L, 0L, 0L, 1_000L, 1_000L);
    assertThat(gaps.subList(5, 15)).isSorted().startsWith(1_000L).endsWith(20_000L);
    assertThat(gaps.subList(15, gaps.size())).containsOnly(20_000L);
    Duration all = Duration.ofMillis(tries.getLast() - tries.getFirst());
    assertThat(all).isBetween(Duration.ofDays(23), Duration.ofDays(24));
    assertThat(dead).hasSize(1);
  }

  @Test
  void whatAQueueRefusesForGoodIsNotTriedAgain() {
    List<String> tries = new ArrayList<>();
    Town town =
        new Town(
            (operation, caller, input, then) -> {
              tries.add(caller.principal() + " for " + caller.sourceArn());
              then.refuse(CommonErrors.ACCESS_DENIED.because("no"));
            },
            (request, then) -> {
              throw new AssertionError("there is no HTTP here");
            });
    String topic = topic(town);
    subscribe(town, topic, "sqs", QUEUE, Map.of("RawMessageDelivery", "true"));
    publish(town, topic);
    while (town.next()) {
      assertThat(tries).hasSize(1);
    }
    assertThat(tries).containsExactly("sns.amazonaws.com for " + topic);
  }

  /// A town with one confirmed endpoint that answers each notification with `status`.
  private static final class Endpoint {
    final List<Long> tries = new ArrayList<>();
    final Town town;
    final String topic;
    private String token = "";

    Endpoint(int status, Map<String, List<String>> headers, Map<String, String> attributes) {
      Town[] towns = new Town[1];
      towns[0] =
          new Town(
              (operation, caller, input, then) -> {
                throw new AssertionError("there is no queue here");
              },
              (request, then) -> {
                if ("Notification".equals(request.headers().get("x-amz-sns-message-type"))) {
                  tries.add(towns[0].millis());
                  then.accept(new HttpOutcome.Answered(status, headers, new byte[0]));
                } else {
                  Matcher found = TOKEN.matcher(new String(request.body(), StandardCharsets.UTF_8));
                  token = found.find() ? found.group(1) : "";
                  then.accept(new HttpOutcome.Answered(200, Map.of(), new byte[0]));
                }
              });
      town = towns[0];
      topic = topic(town);
      subscribe(town, topic, "http", "http://example.com/x", attributes);
      town.call(
          SnsApi.CONFIRM_SUBSCRIPTION,
          io.waybill.sns.api.ConfirmSubscriptionInput.builder()
              .topicArn(topic)
              .token(token)
              .build());
    }

    List<Long> gapsAfterPublishing() {
      publish(town, topic);
      int left = 1_000;
      while (left-- > 0 && town.next()) {}
      return gaps(tries);
    }
  }

  @Test
  void anHttpEndpointIsTriedThreeTimesAgainTwentySecondsApart() {
    assertThat(new Endpoint(500, Map.of(), Map.of()).gapsAfterPublishing())
        .containsExactly(20_000L, 20_000L, 20_000L);
  }

  @Test
  void anHttpEndpointsOwnPolicyHasFourPhases() {
    String policy =
        "{\"healthyRetryPolicy\":{\"minDelayTarget\":2,\"maxDelayTarget\":10,\"numRetries\":9,"
            + "\"numNoDelayRetries\":1,\"numMinDelayRetries\":2,\"numMaxDelayRetries\":1,"
            + "\"backoffFunction\":\"linear\"}}";
    assertThat(new Endpoint(503, Map.of(), Map.of("DeliveryPolicy", policy)).gapsAfterPublishing())
        .containsExactly(0L, 2_000L, 2_000L, 2_000L, 4_000L, 6_000L, 8_000L, 10_000L, 10_000L);
  }

  @Test
  void anEndpointThatAsksToBeLeftAloneIs() {
    assertThat(
            new Endpoint(429, Map.of("retry-after", List.of("60")), Map.of()).gapsAfterPublishing())
        .containsExactly(60_000L, 60_000L, 60_000L);
  }

  @Test
  void anEndpointThatRefusesIsNotTriedAgain() {
    assertThat(new Endpoint(404, Map.of(), Map.of()).gapsAfterPublishing()).isEmpty();
  }
}
