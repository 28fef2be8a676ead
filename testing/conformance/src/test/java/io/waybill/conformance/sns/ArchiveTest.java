package io.waybill.conformance.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.sns.Fanout.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.model.Message;

/// What a FIFO topic archives, and how a subscription has it replayed.
final class ArchiveTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static Fanout archiving(String policy) {
    return Fanout.with(
        SERVER,
        Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true", "ArchivePolicy", policy));
  }

  private static String publish(Fanout fanout, String message) {
    return fanout
        .sns
        .publish(b -> b.topicArn(fanout.topic).message(message).messageGroupId("g"))
        .messageId();
  }

  private static @Nullable String beginning(Fanout fanout) {
    return fanout
        .sns
        .getTopicAttributes(b -> b.topicArn(fanout.topic))
        .attributes()
        .get("BeginningArchiveTime");
  }

  private static String from(@Nullable String time) {
    return "{\"PointType\":\"Timestamp\",\"StartingPoint\":\"" + time + "\"}";
  }

  @Test
  void aReplayedMessageIsTheOneThatWasPublished() {
    Fanout fanout = archiving("{\"MessageRetentionPeriod\":\"30\"}");
    Queue first = fanout.queue();
    fanout.subscribe(first, Map.of());
    publish(fanout, "one");
    publish(fanout, "two");
    List<Message> fresh = fanout.take(first);
    SERVER.advance(Duration.ofHours(1));
    Queue second = fanout.queue();
    String subscription = fanout.subscribe(second, Map.of("ReplayPolicy", from(beginning(fanout))));
    List<Message> replayed = fanout.take(second);
    assertThat(replayed).hasSize(2);
    for (int i = 0; i < 2; i++) {
      Map<String, Object> then = Fanout.opened(fresh.get(i));
      Map<String, Object> now = Fanout.opened(replayed.get(i));
      assertThat(now).containsEntry("Replayed", true);
      for (String same : List.of("MessageId", "Message", "Timestamp", "SequenceNumber")) {
        assertThat(now.get(same)).isEqualTo(then.get(same));
      }
      assertThat(then).doesNotContainKey("Replayed");
    }
    assertThat(
            fanout.sns.getSubscriptionAttributes(b -> b.subscriptionArn(subscription)).attributes())
        .containsEntry("ReplayStatus", "Completed")
        .containsEntry("ReplayPolicy", from(beginning(fanout)));
    publish(fanout, "three");
    assertThat(Fanout.opened(fanout.take(second).getFirst()))
        .containsEntry("Message", "three")
        .doesNotContainKey("Replayed");
  }

  @Test
  void aSubscriptionThatWasThereIsReplayedByAnAttribute() {
    Fanout fanout = archiving("{\"MessageRetentionPeriod\":1}");
    Queue queue = fanout.queue();
    String subscription = fanout.subscribe(queue, Map.of("RawMessageDelivery", "true"));
    publish(fanout, "one");
    assertThat(fanout.take(queue)).extracting(Message::body).containsExactly("one");
    SERVER.advance(Duration.ofMinutes(6));
    fanout.sns.setSubscriptionAttributes(b ->
        b.subscriptionArn(subscription)
            .attributeName("ReplayPolicy")
            .attributeValue(from(beginning(fanout))));
    assertThat(fanout.take(queue)).extracting(Message::body).containsExactly("one");
  }

  @Test
  void archivesAreForFifoTopicsAndDays() {
    Fanout standard = Fanout.standard(SERVER);
    Refused.invalid(
        "ArchivePolicy can only be set for FIFO topics",
        () ->
            standard.sns.setTopicAttributes(b ->
                b.topicArn(standard.topic)
                    .attributeName("ArchivePolicy")
                    .attributeValue("{\"MessageRetentionPeriod\":\"1\"}")));
    for (String days : List.of("0", "366", "x")) {
      Refused.invalid(
          "Attributes Reason: ArchivePolicy: MessageRetentionPeriod must be between 1 and 365 days",
          () -> archiving("{\"MessageRetentionPeriod\":\"" + days + "\"}"));
    }
    archiving("{\"MessageRetentionPeriod\":\"365\"}");
  }

  @Test
  void aTopicIsDeletedWhenItArchivesNoLonger() {
    Fanout fanout = archiving("{\"MessageRetentionPeriod\":\"1\"}");
    Refused.with(
        "InvalidState",
        "Invalid state: Cannot delete a topic with an ArchivePolicy",
        () -> fanout.sns.deleteTopic(b -> b.topicArn(fanout.topic)));
    fanout.sns.setTopicAttributes(
        b -> b.topicArn(fanout.topic).attributeName("ArchivePolicy").attributeValue("{}"));
    assertThat(beginning(fanout)).isNull();
    fanout.sns.deleteTopic(b -> b.topicArn(fanout.topic));
  }
}
