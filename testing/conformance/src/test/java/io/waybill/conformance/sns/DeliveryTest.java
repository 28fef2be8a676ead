package io.waybill.conformance.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.sns.Fanout.Queue;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;
import software.amazon.awssdk.services.sns.model.PublishBatchRequestEntry;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;

final class DeliveryTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static MessageAttributeValue text(String type, String value) {
    return MessageAttributeValue.builder().dataType(type).stringValue(value).build();
  }

  private static MessageAttributeValue binary(int... bytes) {
    byte[] value = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      value[i] = (byte) bytes[i];
    }
    return MessageAttributeValue.builder()
        .dataType("Binary")
        .binaryValue(SdkBytes.fromByteArray(value))
        .build();
  }

  @Test
  void aMessageTravelsInAnEnvelope() {
    Fanout fanout = Fanout.standard(SERVER);
    Queue queue = fanout.queue();
    String subscription = fanout.subscribe(queue, Map.of());
    String id =
        fanout
            .sns
            .publish(b ->
                b.topicArn(fanout.topic)
                    .message("a \"quoted\" ö")
                    .subject("of it")
                    .messageAttributes(Map.of("n", text("Number", "100.12"), "b", binary(2, 3, 4))))
            .messageId();
    List<Message> got = fanout.take(queue);
    assertThat(got).hasSize(1);
    Map<String, Object> envelope = Fanout.opened(got.getFirst());
    assertThat(envelope.keySet())
        .containsExactly(
            "Type",
            "MessageId",
            "TopicArn",
            "Subject",
            "Message",
            "Timestamp",
            "SignatureVersion",
            "Signature",
            "SigningCertURL",
            "UnsubscribeURL",
            "MessageAttributes");
    assertThat(envelope)
        .containsEntry("Type", "Notification")
        .containsEntry("MessageId", id)
        .containsEntry("TopicArn", fanout.topic)
        .containsEntry("Subject", "of it")
        .containsEntry("Message", "a \"quoted\" ö")
        .containsEntry("SignatureVersion", "1")
        .containsEntry(
            "UnsubscribeURL",
            SERVER.endpoint() + "/?Action=Unsubscribe&SubscriptionArn=" + subscription)
        .containsEntry(
            "MessageAttributes",
            Map.of(
                "n", Map.of("Type", "Number", "Value", "100.12"),
                "b", Map.of("Type", "Binary", "Value", "AgME")));
    assertThat(got.getFirst().body())
        .startsWith("{\n  \"Type\" : \"Notification\",\n  \"MessageId\" : \"");
    assertThat(got.getFirst().messageAttributes()).isEmpty();
  }

  @Test
  void aRawMessageTravelsAlone() {
    Fanout fanout = Fanout.standard(SERVER);
    Queue queue = fanout.queue();
    fanout.subscribe(queue, Map.of("RawMessageDelivery", "true"));
    fanout.sns.publish(b ->
        b.topicArn(fanout.topic)
            .message("raw")
            .messageAttributes(Map.of("n", text("Number", "99.12"), "b", binary(2, 3, 4))));
    Message got = fanout.take(queue).getFirst();
    assertThat(got.body()).isEqualTo("raw");
    assertThat(got.messageAttributes())
        .containsEntry(
            "n",
            software.amazon.awssdk.services.sqs.model.MessageAttributeValue.builder()
                .dataType("Number")
                .stringValue("99.12")
                .build())
        .containsEntry(
            "b",
            software.amazon.awssdk.services.sqs.model.MessageAttributeValue.builder()
                .dataType("Binary")
                .binaryValue(SdkBytes.fromByteArray(new byte[] {2, 3, 4}))
                .build());
  }

  @Test
  void eachProtocolGetsItsOwnTextOfAStructuredMessage() {
    Fanout fanout = Fanout.standard(SERVER);
    Queue queue = fanout.queue();
    fanout.subscribe(queue, Map.of("RawMessageDelivery", "true"));
    fanout.sns.publish(b ->
        b.topicArn(fanout.topic)
            .messageStructure("json")
            .message("{\"default\":\"d\",\"sqs\":\"for queues\"}"));
    assertThat(fanout.take(queue)).extracting(Message::body).containsExactly("for queues");
    fanout.sns.publish(b ->
        b.topicArn(fanout.topic)
            .messageStructure("json")
            .message("{\"default\":\"d\",\"http\":\"x\"}"));
    assertThat(fanout.take(queue)).extracting(Message::body).containsExactly("d");
  }

  @Test
  void aHundredAndOneQueuesGetOneEach() {
    Fanout fanout = Fanout.standard(SERVER);
    List<Queue> queues =
        java.util.stream.IntStream.range(0, 101).mapToObj(i -> fanout.queue()).toList();
    queues.forEach(queue -> fanout.subscribe(queue, Map.of("RawMessageDelivery", "true")));
    fanout.publish("to all");
    for (Queue queue : queues) {
      assertThat(fanout.take(queue)).extracting(Message::body).containsExactly("to all");
    }
  }

  @Test
  void aFilterPolicyDecidesByAttributes() {
    Fanout fanout = Fanout.standard(SERVER);
    Queue red = fanout.queue();
    Queue all = fanout.queue();
    fanout.subscribe(
        red, Map.of("RawMessageDelivery", "true", "FilterPolicy", "{\"colour\":[\"red\"]}"));
    fanout.subscribe(all, Map.of("RawMessageDelivery", "true"));
    for (String colour : List.of("red", "green")) {
      fanout.sns.publish(b ->
          b.topicArn(fanout.topic)
              .message(colour)
              .messageAttributes(Map.of("colour", text("String", colour))));
    }
    fanout.sns.publish(b ->
        b.topicArn(fanout.topic)
            .message("both")
            .messageAttributes(Map.of("colour", text("String.Array", "[\"green\",\"red\"]"))));
    assertThat(fanout.take(red)).extracting(Message::body).containsExactlyInAnyOrder("red", "both");
    assertThat(fanout.take(all)).hasSize(3);
  }

  @Test
  void aFilterPolicyDecidesByTheBody() {
    Fanout fanout = Fanout.standard(SERVER);
    Queue queue = fanout.queue();
    fanout.subscribe(
        queue,
        Map.of(
            "RawMessageDelivery", "true",
            "FilterPolicyScope", "MessageBody",
            "FilterPolicy", "{\"order\":{\"total\":[{\"numeric\":[\">\",100]}]}}"));
    fanout.publish("{\"order\":{\"total\":100}}");
    fanout.publish("{\"order\":{\"total\":101}}");
    fanout.publish("no json");
    assertThat(fanout.take(queue))
        .extracting(Message::body)
        .containsExactly("{\"order\":{\"total\":101}}");
  }

  @Test
  void aDeletedQueueIsGivenUpAtOnceToTheDeadLetterQueue() {
    Fanout fanout = Fanout.standard(SERVER);
    Queue queue = fanout.queue();
    Queue dead = fanout.queue();
    fanout.subscribe(
        queue,
        Map.of(
            "RawMessageDelivery",
            "true",
            "RedrivePolicy",
            "{\"deadLetterTargetArn\":\"" + dead.arn() + "\"}"));
    fanout.sqs.deleteQueue(b -> b.queueUrl(queue.url()));
    fanout.sns.publish(b ->
        b.topicArn(fanout.topic)
            .message("nowhere to go")
            .messageAttributes(Map.of("attr1", text("Number", "111"))));
    Message got = fanout.take(dead).getFirst();
    assertThat(got.body()).isEqualTo("nowhere to go");
    assertThat(got.messageAttributes()).containsOnlyKeys("attr1");
  }

  @Test
  void anUnsubscribedQueueGetsNothingMore() {
    Fanout fanout = Fanout.standard(SERVER);
    Queue queue = fanout.queue();
    String subscription = fanout.subscribe(queue, Map.of("RawMessageDelivery", "true"));
    fanout.publish("one");
    assertThat(fanout.take(queue)).hasSize(1);
    fanout.sns.unsubscribe(b -> b.subscriptionArn(subscription));
    fanout.publish("two");
    assertThat(fanout.take(queue)).isEmpty();
  }

  @Test
  void aGroupIdGoesAlongOnAStandardTopicToo() {
    Fanout fanout = Fanout.standard(SERVER);
    Queue queue = fanout.queue();
    fanout.subscribe(queue, Map.of());
    fanout.sns.publish(b -> b.topicArn(fanout.topic).message("m").messageGroupId("my-group-id-1"));
    assertThat(fanout.take(queue).getFirst().attributes())
        .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "my-group-id-1");
  }

  @Test
  void whatWasPublishedToAFifoTopicArrivesInOrderAndOnce() {
    Fanout fanout =
        Fanout.with(SERVER, Map.of("FifoTopic", "true", "ContentBasedDeduplication", "true"));
    Queue queue = fanout.queue();
    fanout.subscribe(queue, Map.of("RawMessageDelivery", "true"));
    for (int i = 0; i < 10; i++) {
      String message = "m" + i;
      fanout.sns.publish(b -> b.topicArn(fanout.topic).message(message).messageGroupId("g"));
    }
    var again = fanout.sns.publish(b -> b.topicArn(fanout.topic).message("m0").messageGroupId("g"));
    List<Message> got = fanout.take(queue);
    assertThat(got)
        .extracting(Message::body)
        .containsExactly("m0", "m1", "m2", "m3", "m4", "m5", "m6", "m7", "m8", "m9");
    assertThat(again.sequenceNumber()).hasSize(20);
    assertThat(got.getFirst().attributes())
        .containsEntry(MessageSystemAttributeName.MESSAGE_GROUP_ID, "g")
        .containsEntry(
            MessageSystemAttributeName.MESSAGE_DEDUPLICATION_ID,
            "e4223ed20d7ea5740a326e2b268ca6db91d041cf5194f577e393a8ba3b85d8e9");
    assertThat(fanout.take(queue)).isEmpty();
  }

  @Test
  void anEnvelopeFromAFifoTopicHasANumberAndNoSignature() {
    Fanout fanout = Fanout.with(SERVER, Map.of("FifoTopic", "true"));
    Queue queue = fanout.queue();
    fanout.subscribe(queue, Map.of());
    String number =
        fanout
            .sns
            .publish(b ->
                b.topicArn(fanout.topic)
                    .message("m")
                    .messageGroupId("g")
                    .messageDeduplicationId("d"))
            .sequenceNumber();
    assertThat(Fanout.opened(fanout.take(queue).getFirst()))
        .containsEntry("SequenceNumber", number)
        .containsOnlyKeys(
            "Type",
            "MessageId",
            "SequenceNumber",
            "TopicArn",
            "Message",
            "Timestamp",
            "UnsubscribeURL");
  }

  @Test
  void aDuplicateIsForgottenAfterFiveMinutes() {
    Fanout fanout = Fanout.with(SERVER, Map.of("FifoTopic", "true"));
    var first = publishOrdered(fanout, "d");
    assertThat(publishOrdered(fanout, "d")).isEqualTo(first);
    SERVER.advance(Duration.ofMinutes(5));
    assertThat(publishOrdered(fanout, "d")).isNotEqualTo(first);
  }

  private static String publishOrdered(Fanout fanout, String deduplicationId) {
    return fanout
        .sns
        .publish(b ->
            b.topicArn(fanout.topic)
                .message("m")
                .messageGroupId("g")
                .messageDeduplicationId(deduplicationId))
        .messageId();
  }

  private static PublishBatchRequestEntry entry(String id, String message) {
    return PublishBatchRequestEntry.builder().id(id).message(message).build();
  }

  @Test
  void aBatchIsPublishedWhole() {
    Fanout fanout = Fanout.standard(SERVER);
    Queue queue = fanout.queue();
    fanout.subscribe(queue, Map.of("RawMessageDelivery", "true"));
    var answer =
        fanout.sns.publishBatch(b ->
            b.topicArn(fanout.topic)
                .publishBatchRequestEntries(entry("1", "one"), entry("2", "two")));
    assertThat(answer.failed()).isEmpty();
    assertThat(answer.successful()).extracting(each -> each.id()).containsExactly("1", "2");
    assertThat(fanout.take(queue))
        .extracting(Message::body)
        .containsExactlyInAnyOrder("one", "two");
    Refused.with(
        "BatchEntryIdsNotDistinct",
        "Two or more batch entries in the request have the same Id.",
        () ->
            fanout.sns.publishBatch(b ->
                b.topicArn(fanout.topic)
                    .publishBatchRequestEntries(entry("1", "one"), entry("1", "two"))));
  }
}
