package io.waybill.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.Document;
import io.waybill.sns.api.CreateTopicInput;
import io.waybill.sns.api.DeleteTopicInput;
import io.waybill.sns.api.GetSubscriptionAttributesInput;
import io.waybill.sns.api.GetTopicAttributesInput;
import io.waybill.sns.api.PublishInput;
import io.waybill.sns.api.SetSubscriptionAttributesInput;
import io.waybill.sns.api.SetTopicAttributesInput;
import io.waybill.sns.api.SnsApi;
import io.waybill.sns.api.SubscribeInput;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/// What a FIFO topic archives, and how a subscription has it replayed.
final class ReplayTest {
  private static final String QUEUES = "arn:aws:sqs:us-east-1:000000000000:";

  /// Queues that take what comes, or hold what comes until they are let go.
  private static final class Queues implements ServiceCalls {
    final List<String> got = new ArrayList<>();
    final List<Answer<? super Document.Struct>> held = new ArrayList<>();
    boolean holding;
    boolean down;

    @Override
    public void call(
        String operation, Caller caller, Document input, Answer<? super Document.Struct> then) {
      String queue = text(input, "QueueUrl");
      if (down) {
        then.refuse(CommonErrors.SERVICE_UNAVAILABLE.because("down"));
        return;
      }
      got.add(queue.substring(queue.lastIndexOf('/') + 1) + " " + text(input, "MessageBody"));
      if (holding) {
        held.add(then);
      } else {
        then.succeed(Town.sent("id"));
      }
    }

    private static String text(Document input, String name) {
      return input instanceof Document.Struct(var members)
              && members.get(name) instanceof Document.Text(String value)
          ? value
          : "";
    }
  }

  private Queues queues = new Queues();
  private Town town =
      new Town(
          (operation, caller, input, then) -> queues.call(operation, caller, input, then),
          (request, then) -> {
            throw new AssertionError("there is no HTTP here");
          });
  private final String topic = archiving(1);

  private String archiving(int days) {
    var input =
        CreateTopicInput.builder()
            .name("t.fifo")
            .attributes(
                Map.of(
                    "FifoTopic",
                    "true",
                    "ContentBasedDeduplication",
                    "true",
                    "ArchivePolicy",
                    "{\"MessageRetentionPeriod\":\"" + days + "\"}"))
            .build();
    return Objects.requireNonNull(town.call(SnsApi.CREATE_TOPIC, input).topicArn());
  }

  private String subscribe(String queue, Map<String, String> more) {
    Map<String, String> attributes = new HashMap<>(more);
    attributes.put("RawMessageDelivery", "true");
    var input =
        SubscribeInput.builder()
            .topicArn(topic)
            .protocol("sqs")
            .endpoint(QUEUES + queue)
            .attributes(attributes)
            .build();
    return Objects.requireNonNull(town.call(SnsApi.SUBSCRIBE, input).subscriptionArn());
  }

  private void publish(String message) {
    town.call(
        SnsApi.PUBLISH,
        PublishInput.builder().topicArn(topic).message(message).messageGroupId("g").build());
  }

  private void publish(int from, int to) {
    for (int i = from; i < to; i++) {
      publish("m" + i);
    }
  }

  private static List<String> messages(String queue, int from, int to) {
    List<String> messages = new ArrayList<>();
    for (int i = from; i < to; i++) {
      messages.add(queue + " m" + i);
    }
    return messages;
  }

  private static String policy(long from) {
    return "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"" + Instant.ofEpochMilli(from) + "\"}";
  }

  private static String policy(long from, long to) {
    return "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"%s\",\"EndingPoint\":\"%s\"}"
        .formatted(Instant.ofEpochMilli(from), Instant.ofEpochMilli(to));
  }

  private void set(String subscription, String value) {
    town.call(
        SnsApi.SET_SUBSCRIPTION_ATTRIBUTES,
        SetSubscriptionAttributesInput.builder()
            .subscriptionArn(subscription)
            .attributeName("ReplayPolicy")
            .attributeValue(value)
            .build());
  }

  private void archivePolicy(String value) {
    town.call(
        SnsApi.SET_TOPIC_ATTRIBUTES,
        SetTopicAttributesInput.builder()
            .topicArn(topic)
            .attributeName("ArchivePolicy")
            .attributeValue(value)
            .build());
  }

  private Map<String, String> attributes(String subscription) {
    var input = GetSubscriptionAttributesInput.builder().subscriptionArn(subscription).build();
    return Objects.requireNonNull(
        town.call(SnsApi.GET_SUBSCRIPTION_ATTRIBUTES, input).attributes());
  }

  private long beginning() {
    var input = GetTopicAttributesInput.builder().topicArn(topic).build();
    var shown = Objects.requireNonNull(town.call(SnsApi.GET_TOPIC_ATTRIBUTES, input).attributes());
    return Instant.parse(Objects.requireNonNull(shown.get("BeginningArchiveTime"))).toEpochMilli();
  }

  @Test
  void aNewSubscriptionHasAllThatWasArchivedInOrderAndThenWhatIsNew() {
    publish(0, 450);
    String late = subscribe("late", Map.of("ReplayPolicy", policy(beginning())));
    publish(450, 460);
    assertThat(queues.got).containsExactlyElementsOf(messages("late", 0, 460));
    assertThat(attributes(late)).containsEntry("ReplayStatus", "Completed");
  }

  @Test
  void whatIsPublishedDuringAReplayComesBehindIt() {
    publish(0, 3);
    queues.holding = true;
    String late = subscribe("late", Map.of("ReplayPolicy", policy(beginning())));
    publish(3, 5);
    assertThat(attributes(late)).containsEntry("ReplayStatus", "In progress");
    assertThat(queues.got).containsExactly("late m0");
    queues.holding = false;
    queues.held.forEach(each -> each.succeed(Town.sent("id")));
    town.settle();
    assertThat(queues.got).containsExactlyElementsOf(messages("late", 0, 5));
    assertThat(attributes(late)).containsEntry("ReplayStatus", "Completed");
  }

  @Test
  void anEndedWindowEndsTheSubscriptionsNews() {
    publish(0, 2);
    town.advance(Duration.ofSeconds(10));
    long from = town.millis();
    publish(2, 4);
    town.advance(Duration.ofSeconds(10));
    publish(4, 6);
    String late = subscribe("late", Map.of());
    set(late, policy(from, from + 5_000));
    publish(6, 8);
    assertThat(queues.got).containsExactly("late m2", "late m3");
    assertThat(attributes(late)).containsEntry("ReplayStatus", "Completed");
    set(late, "{}");
    assertThat(attributes(late)).doesNotContainKeys("ReplayStatus", "ReplayPolicy");
    publish(8, 9);
    assertThat(queues.got).contains("late m8");
  }

  @Test
  void aWindowThatEndsLaterWaitsForWhatIsPublishedInIt() {
    long from = town.millis();
    publish(0, 1);
    String late = subscribe("late", Map.of("ReplayPolicy", policy(from, from + 60_000)));
    publish(1, 2);
    assertThat(attributes(late)).containsEntry("ReplayStatus", "In progress");
    town.advance(Duration.ofMinutes(2));
    assertThat(attributes(late)).containsEntry("ReplayStatus", "Completed");
    publish(2, 3);
    assertThat(queues.got).containsExactlyElementsOf(messages("late", 0, 2));
  }

  @Test
  void aReplayIsFiltered() {
    publish("{\"kind\":\"a\"}");
    publish("{\"kind\":\"b\"}");
    subscribe(
        "late",
        Map.of(
            "FilterPolicyScope",
            "MessageBody",
            "FilterPolicy",
            "{\"kind\":[\"b\"]}",
            "ReplayPolicy",
            policy(beginning())));
    assertThat(queues.got).containsExactly("late {\"kind\":\"b\"}");
  }

  @Test
  void aQueueThatTakesNothingHoldsTheReplayAndNotAnArchive() {
    publish(0, 1_000);
    queues.down = true;
    String late = subscribe("late", Map.of("ReplayPolicy", policy(beginning())));
    town.advance(Duration.ofMinutes(5));
    assertThat(attributes(late)).containsEntry("ReplayStatus", "In progress");
    queues.down = false;
    town.advance(Duration.ofMinutes(5));
    assertThat(queues.got).containsExactlyElementsOf(messages("late", 0, 1_000));
  }

  @Test
  void aReplayGoesOnAfterARestart() {
    publish(0, 500);
    queues.down = true;
    String late = subscribe("late", Map.of("ReplayPolicy", policy(beginning())));
    town.advance(Duration.ofMinutes(1));
    Queues after = new Queues();
    town = town.restarted(after);
    town.advance(Duration.ofMinutes(1));
    assertThat(after.got).containsExactlyElementsOf(messages("late", 0, 500));
    assertThat(attributes(late)).containsEntry("ReplayStatus", "Completed");
    queues = after;
  }

  @Test
  void whatIsOlderThanTheRetentionIsGone() {
    publish(0, 700);
    town.advance(Duration.ofHours(23));
    publish(700, 702);
    town.advance(Duration.ofHours(2));
    assertThat(beginning()).isEqualTo(town.millis() - Duration.ofDays(1).toMillis());
    subscribe("late", Map.of("ReplayPolicy", policy(beginning())));
    assertThat(queues.got).containsExactlyElementsOf(messages("late", 700, 702));
  }

  @Test
  void withoutItsPolicyTheArchiveIsEmptiedAndReplaysFail() {
    publish(0, 300);
    queues.down = true;
    String late = subscribe("late", Map.of("ReplayPolicy", policy(beginning())));
    archivePolicy("{}");
    assertThat(attributes(late)).containsEntry("ReplayStatus", "Failed");
    assertThatThrownBy(() -> set(late, policy(town.millis())))
        .hasMessageContaining("the topic has no ArchivePolicy");
    archivePolicy("{\"MessageRetentionPeriod\":2}");
    assertThat(beginning()).isEqualTo(town.millis());
  }

  @Test
  void aTopicThatArchivesCannotBeDeleted() {
    var input = DeleteTopicInput.builder().topicArn(topic).build();
    assertThatThrownBy(() -> town.call(SnsApi.DELETE_TOPIC, input))
        .hasMessageContaining("Invalid state: Cannot delete a topic with an ArchivePolicy");
    archivePolicy("{}");
    town.call(SnsApi.DELETE_TOPIC, input);
  }

  @Test
  void aReplayNeedsAStartInTheArchive() {
    String late = subscribe("late", Map.of());
    assertThatThrownBy(() -> set(late, policy(beginning() - 1)))
        .hasMessageContaining("StartingPoint must not be before BeginningArchiveTime");
    assertThatThrownBy(() -> set(late, policy(town.millis() + 1_000)))
        .hasMessageContaining("StartingPoint must not be in the future");
    assertThatThrownBy(() -> set(late, policy(town.millis(), town.millis() - 1)))
        .hasMessageContaining("StartingPoint must be before EndingPoint");
    assertThatThrownBy(() -> set(late, "{\"PointType\":\"Number\"}"))
        .hasMessageContaining("PointType must be Timestamp");
    assertThatThrownBy(() -> set(late, "nonsense")).hasMessageContaining("failed to parse JSON.");
  }
}
