package io.waybill.conformance.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.Fault;
import io.waybill.conformance.raw.Protocol;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/// One message at a time: sent, received, deleted, refused.
final class MessagesTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  @BothProtocols
  void aMessageIsSentReceivedAndDeleted(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    Map<String, Object> sent = queue.send("message");
    assertThat(sent).containsOnlyKeys("MessageId", "MD5OfMessageBody");
    assertThat(sent).containsEntry("MD5OfMessageBody", "78e731027d8fd50ed642340b7c9a63b3");
    Map<String, Object> got = queue.receive().getFirst();
    assertThat(got).containsOnlyKeys("MessageId", "ReceiptHandle", "MD5OfBody", "Body");
    assertThat(got)
        .containsEntry("MessageId", sent.get("MessageId"))
        .containsEntry("MD5OfBody", "78e731027d8fd50ed642340b7c9a63b3")
        .containsEntry("Body", "message");
    queue.delete(got);
    assertThat(queue.ok("ReceiveMessage", "VisibilityTimeout", 0)).isEmpty();
  }

  @BothProtocols
  void charactersThatXmlCallsSpecialComeBackAsSent(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    String body = "\"&quot;&quot;\r\n\t<a>&amp;]]> \u00e4 \ud83d\ude00 \ufffd";
    queue.send(body);
    assertThat(queue.receiveBodies()).containsExactly(body);
  }

  @BothProtocols
  void anEmptyBodyIsAMissingParameter(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    assertThat(queue.fault("SendMessage", "MessageBody", ""))
        .isEqualTo(
            Fault.of(
                protocol,
                "MissingParameter",
                "MissingRequiredParameterException",
                "The request must contain the parameter MessageBody."));
  }

  @BothProtocols
  void aBodyOfForbiddenCharactersIsRefused(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    Fault fault = queue.fault("SendMessage", "MessageBody", "Invalid-\0-\b-\u0013-\uffff");
    assertThat(fault.code()).isEqualTo("InvalidMessageContents");
    assertThat(fault.status()).isEqualTo(400);
  }

  @BothProtocols
  void aMessageIsNoLongerThanTheQueueAllows(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    queue.set("MaximumMessageSize", "1024");
    queue.send("a".repeat(1024));
    assertThat(
            queue.fault(
                "SendMessage",
                "MessageBody",
                "a".repeat(1024 - 8 + 1),
                "MessageAttributes",
                Map.of("k", Shapes.text("x"))))
        .isEqualTo(
            Fault.of(
                protocol,
                "InvalidParameterValue",
                "InvalidParameterValueException",
                "One or more parameters are invalid. Reason: Message must be shorter than 1024"
                    + " bytes."));
  }

  @BothProtocols
  void aMessageIsNoLongerThanAMebibyte(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    queue.send("a".repeat(1_048_576 - 8), "MessageAttributes", Map.of("k", Shapes.text("x")));
    assertThat(
            queue.fault(
                "SendMessage",
                "MessageBody",
                "a".repeat(1_048_576 - 8 + 1),
                "MessageAttributes",
                Map.of("k", Shapes.text("x"))))
        .isEqualTo(
            Fault.of(
                protocol,
                "InvalidParameterValue",
                "InvalidParameterValueException",
                "One or more parameters are invalid. Reason: Message must be shorter than 1048576"
                    + " bytes."));
  }

  @BothProtocols
  void noMoreThanTenMessagesAreReceivedAtOnce(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    assertThat(queue.fault("ReceiveMessage", "MaxNumberOfMessages", 11))
        .isEqualTo(
            Fault.of(
                protocol,
                "InvalidParameterValue",
                "InvalidParameterValueException",
                "Value 11 for parameter MaxNumberOfMessages is invalid. Reason: Must be between 1"
                    + " and 10, if provided."));
  }

  @BothProtocols
  void messagesOfOneQueueAreNotInAnother(Protocol protocol) {
    TestQueue one = TestQueue.standard(SERVER.sqs(protocol));
    TestQueue other = TestQueue.standard(SERVER.sqs(protocol));
    one.send("message");
    assertThat(other.receive()).isEmpty();
    assertThat(one.receiveBodies()).containsExactly("message");
  }

  @BothProtocols
  void anInventedReceiptHandleIsRefused(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    Fault expected =
        Fault.of(
            protocol,
            "ReceiptHandleIsInvalid",
            "ReceiptHandleIsInvalid",
            "The input receipt handle \"INVALID\" is not a valid receipt handle.");
    Object[] handle = {"ReceiptHandle", "INVALID", "VisibilityTimeout", 60};
    assertThat(queue.fault("ChangeMessageVisibility", handle))
        .isEqualTo(new Fault(404, expected.code(), "Sender", expected.shape(), expected.message()));
    assertThat(queue.fault("DeleteMessage", "ReceiptHandle", "INVALID").code())
        .isEqualTo("ReceiptHandleIsInvalid");
  }

  @BothProtocols
  void aLongPollDoesNotWaitForMoreThanThereIs(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    queue.send("foobar1");
    queue.send("foobar2");
    long began = System.nanoTime();
    assertThat(queue.receiveBodies("MaxNumberOfMessages", 3, "WaitTimeSeconds", 20))
        .containsExactlyInAnyOrder("foobar1", "foobar2");
    assertThat(System.nanoTime() - began).isLessThan(5_000_000_000L);
  }

  @BothProtocols
  void theNextReceiptReplacesTheOneBefore(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    queue.send("foobar");
    Map<String, Object> first = queue.receive("VisibilityTimeout", 0).getFirst();
    Map<String, Object> second = queue.receive().getFirst();
    assertThat(first.get("ReceiptHandle")).isNotEqualTo(second.get("ReceiptHandle"));
    assertThat(queue.receive()).isEmpty();
  }

  @BothProtocols
  void visibilityOfZeroGivesAMessageBack(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    queue.send("test");
    Map<String, Object> got = queue.receive().getFirst();
    assertThat(queue.receive()).isEmpty();
    queue.changeVisibility(got, 0);
    Map<String, Object> again = queue.receive().getFirst();
    assertThat(again).containsEntry("MessageId", got.get("MessageId"));
    queue.delete(again);
    assertThat(queue.receive()).isEmpty();
  }

  @BothProtocols
  void theTraceHeaderTravelsWithTheMessage(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    String trace = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";
    Map<String, Object> sent =
        queue.send(
            "test",
            "MessageAttributes",
            Map.of("timestamp", Shapes.entry("DataType", "Number", "StringValue", "1493147359900")),
            "MessageSystemAttributes",
            Map.of("AWSTraceHeader", Shapes.text(trace)));
    assertThat(sent)
        .containsEntry("MD5OfMessageAttributes", "235c5c510d26fb653d073faed50ae77c")
        .containsEntry("MD5OfMessageSystemAttributes", "5ae4d5d7636402d80f4eb6d213245a88");
    Map<String, Object> got =
        queue
            .receive(
                "AttributeNames",
                List.of("SentTimestamp", "AWSTraceHeader"),
                "MessageAttributeNames",
                List.of("All"))
            .getFirst();
    assertThat(got).containsEntry("MD5OfMessageAttributes", "235c5c510d26fb653d073faed50ae77c");
    assertThat(Shapes.under(got, "Attributes")).containsOnlyKeys("AWSTraceHeader", "SentTimestamp");
    assertThat(Shapes.at(got, "Attributes", "AWSTraceHeader")).isEqualTo(trace);
  }
}
