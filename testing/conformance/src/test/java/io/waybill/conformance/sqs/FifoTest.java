package io.waybill.conformance.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.Protocol;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/// FIFO queues: order, groups, numbers.
final class FifoTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static TestQueue queue(Protocol protocol, String... attributes) {
    return TestQueue.fifo(SERVER.sqs(protocol), attributes);
  }

  private static TestQueue contentBased(Protocol protocol) {
    return queue(protocol, "ContentBasedDeduplication", "true");
  }

  /// Sends bodies such as `g1-m1`, whose first half names the group.
  private static void sendAll(TestQueue queue, String... bodies) {
    for (String body : bodies) {
      queue.send(body, "MessageGroupId", body.substring(0, 2));
    }
  }

  @BothProtocols
  void aMessageShowsItsIdsAndItsNumber(Protocol protocol) {
    TestQueue queue =
        queue(
            protocol,
            "ContentBasedDeduplication",
            "true",
            "VisibilityTimeout",
            "0",
            "DeduplicationScope",
            "messageGroup",
            "FifoThroughputLimit",
            "perMessageGroupId");
    Map<String, Object> sent =
        queue.send(
            "message-body-1", "MessageGroupId", "group-1", "MessageDeduplicationId", "dedup-1");
    assertThat(sent).containsOnlyKeys("MD5OfMessageBody", "MessageId", "SequenceNumber");
    assertThat(Shapes.text(sent, "SequenceNumber")).matches("\\d{20}");
    for (String count : List.of("1", "2")) {
      Map<String, Object> got =
          queue.receive("AttributeNames", List.of("All"), "WaitTimeSeconds", 10).getFirst();
      Map<String, Object> attributes = Shapes.under(got, "Attributes");
      assertThat(attributes)
          .containsEntry("ApproximateReceiveCount", count)
          .containsEntry("MessageDeduplicationId", "dedup-1")
          .containsEntry("MessageGroupId", "group-1")
          .containsEntry("SequenceNumber", Shapes.text(sent, "SequenceNumber"))
          .containsOnlyKeys(
              "ApproximateFirstReceiveTimestamp",
              "ApproximateReceiveCount",
              "MessageDeduplicationId",
              "MessageGroupId",
              "SenderId",
              "SentTimestamp",
              "SequenceNumber");
    }
  }

  @BothProtocols
  void messagesOfOneGroupComeTogetherAndInOrder(Protocol protocol) {
    TestQueue queue = contentBased(protocol);
    sendAll(queue, "g1-m1", "g2-m1", "g1-m2", "g1-m3");
    assertThat(queue.receiveBodies("MaxNumberOfMessages", 10))
        .containsExactly("g1-m1", "g1-m2", "g1-m3", "g2-m1");
  }

  @BothProtocols
  void messagesAreReceivedOneByOneInOrder(Protocol protocol) {
    TestQueue queue = contentBased(protocol);
    sendAll(queue, "g1-m1", "g1-m2", "g1-m3", "g1-m4");
    for (String expected : List.of("g1-m1", "g1-m2", "g1-m3", "g1-m4")) {
      Map<String, Object> got = queue.receive().getFirst();
      assertThat(got).containsEntry("Body", expected);
      queue.delete(got);
    }
  }

  @BothProtocols
  void receivingWithoutHidingGoesRoundTheGroups(Protocol protocol) {
    TestQueue queue = contentBased(protocol);
    sendAll(queue, "g1-m1", "g2-m1", "g2-m2", "g3-m1", "g1-m2");
    assertThat(queue.receiveBodies("MaxNumberOfMessages", 3, "VisibilityTimeout", 0))
        .containsExactly("g1-m1", "g1-m2", "g2-m1");
    assertThat(queue.receiveBodies("MaxNumberOfMessages", 10, "VisibilityTimeout", 0))
        .containsExactly("g3-m1", "g1-m1", "g1-m2", "g2-m1", "g2-m2");
  }

  @BothProtocols
  void aMessageGivenBackOpensItsGroupAndComesAfterTheOthers(Protocol protocol) {
    TestQueue queue = contentBased(protocol);
    sendAll(queue, "g1-m1", "g1-m2", "g2-m1");
    List<Map<String, Object>> got = queue.receive("MaxNumberOfMessages", 2);
    queue.changeVisibility(got.getFirst(), 0);
    assertThat(queue.receiveBodies("MaxNumberOfMessages", 3, "WaitTimeSeconds", 2))
        .containsExactly("g2-m1", "g1-m1");
  }

  @BothProtocols
  void aGroupWhoseMessagesAreDeletedGoesOn(Protocol protocol) {
    TestQueue queue = contentBased(protocol);
    sendAll(queue, "g1-m1", "g2-m1", "g1-m2", "g2-m2", "g1-m2", "g1-m3", "g1-m4", "g3-m1");
    List<Map<String, Object>> got = queue.receive("MaxNumberOfMessages", 2);
    queue.delete(got.getFirst());
    queue.delete(got.getLast());
    assertThat(queue.receiveBodies("MaxNumberOfMessages", 10))
        .isIn(
            List.of("g2-m1", "g2-m2", "g1-m3", "g1-m4", "g3-m1"),
            List.of("g2-m1", "g2-m2", "g3-m1", "g1-m3", "g1-m4"));
  }

  @BothProtocols
  void aGroupWithAMessageInFlightWaits(Protocol protocol) {
    TestQueue queue = contentBased(protocol);
    sendAll(queue, "g1-m1", "g2-m1", "g1-m2", "g2-m2", "g1-m3", "g1-m4", "g3-m1");
    List<Map<String, Object>> got = queue.receive("MaxNumberOfMessages", 2);
    queue.delete(got.getFirst());
    assertThat(queue.receiveBodies("MaxNumberOfMessages", 10))
        .containsExactly("g2-m1", "g2-m2", "g3-m1");
  }

  @BothProtocols
  void numbersRise(Protocol protocol) {
    TestQueue queue = contentBased(protocol);
    String last = "";
    for (String body : List.of("g1-a", "g2-b", "g1-c")) {
      String number =
          Shapes.text(queue.send(body, "MessageGroupId", body.substring(0, 2)), "SequenceNumber");
      assertThat(number).isGreaterThan(last);
      last = number;
    }
    assertThat(TestQueue.standard(SERVER.sqs(protocol)).send("x"))
        .doesNotContainKey("SequenceNumber");
  }

  @BothProtocols
  void theNumberOfMessagesCountsAllGroups(Protocol protocol) {
    TestQueue queue = contentBased(protocol);
    sendAll(queue, "g1-m1", "g1-m2", "g1-m3", "g2-m1", "g3-m1");
    assertThat(count(queue)).isEqualTo("5");
    List<Map<String, Object>> got = queue.receive("MaxNumberOfMessages", 4);
    assertThat(count(queue)).isEqualTo("1");
    got.forEach(queue::delete);
    assertThat(count(queue)).isEqualTo("1");
  }

  private static String count(TestQueue queue) {
    return Shapes.text(
        queue.attributes("ApproximateNumberOfMessages"), "ApproximateNumberOfMessages");
  }

  @BothProtocols
  void noDelayIsAllowedForOneMessageButNothingElse(Protocol protocol) {
    TestQueue queue = contentBased(protocol);
    queue.send("x", "MessageGroupId", "1", "DelaySeconds", 0);
    assertThat(
            queue.fault(
                "SendMessage", "MessageBody", "x", "MessageGroupId", "1", "DelaySeconds", 2))
        .isEqualTo(
            io.waybill.conformance.raw.Fault.of(
                protocol,
                "InvalidParameterValue",
                "InvalidParameterValueException",
                "Value 2 for parameter DelaySeconds is invalid. Reason: The request include"
                    + " parameter that is not valid for this queue type."));
  }

  @BothProtocols
  void aGroupIsRequiredAndSoIsAnIdWhereTheContentGivesNone(Protocol protocol) {
    TestQueue queue = queue(protocol);
    assertThat(queue.fault("SendMessage", "MessageBody", "x", "MessageGroupId", "g").code())
        .isEqualTo("InvalidParameterValue");
    assertThat(queue.fault("SendMessage", "MessageBody", "x", "MessageDeduplicationId", "d").code())
        .isEqualTo("MissingParameter");
  }

  @BothProtocols
  void idsArePrintable(Protocol protocol) {
    TestQueue queue = queue(protocol);
    Object[] badId = {
      "MessageBody", "x", "MessageDeduplicationId", "Invalid-\b", "MessageGroupId", "1"
    };
    Object[] badGroup = {
      "MessageBody", "x", "MessageDeduplicationId", "1", "MessageGroupId", "Invalid-\b"
    };
    assertThat(queue.fault("SendMessage", badId).code()).isEqualTo("InvalidParameterValue");
    assertThat(queue.fault("SendMessage", badGroup).code()).isEqualTo("InvalidParameterValue");
  }
}
