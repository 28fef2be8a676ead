package io.waybill.conformance.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.Fault;
import io.waybill.conformance.raw.Protocol;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Message attributes: what comes back, and what is refused.
final class MessageAttributesTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  @BothProtocols
  void binaryValuesComeBackAsSent(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    String bytes =
        Base64.getEncoder()
            .encodeToString(
                "traceparent\u001e00-774062d6c37081a5a0b9b5b88e30627c-2d2482211f6489da-01"
                    .getBytes(StandardCharsets.UTF_8));
    Map<String, Object> attributes =
        Map.of("attr1", Shapes.entry("DataType", "Binary", "BinaryValue", bytes));
    Map<String, Object> sent = queue.send("test", "MessageAttributes", attributes);
    Map<String, Object> got = queue.receive("MessageAttributeNames", List.of("All")).getFirst();
    assertThat(got)
        .containsEntry("MessageAttributes", attributes)
        .containsEntry("MD5OfMessageAttributes", "8cbe4db156db8a94db8b801b7addb984");
    assertThat(sent).containsEntry("MD5OfMessageAttributes", "8cbe4db156db8a94db8b801b7addb984");
  }

  @BothProtocols
  void attributesStayWithTheMessage(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    Map<String, Object> attributes =
        Map.of(
            "attr1", Shapes.text("test1"),
            "timestamp", Shapes.entry("DataType", "Number.ms", "StringValue", "1614717034367"));
    Map<String, Object> sent = queue.send("test", "MessageAttributes", attributes);
    queue.receive("VisibilityTimeout", 0);
    Map<String, Object> got = queue.receive("MessageAttributeNames", List.of("All")).getFirst();
    assertThat(got)
        .containsEntry("MessageAttributes", attributes)
        .containsEntry("MD5OfMessageAttributes", Shapes.text(sent, "MD5OfMessageAttributes"));
  }

  @BothProtocols
  void anEmptyTextIsNoValue(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    assertThat(refusal(queue, "ErrorDetails", Shapes.text("")))
        .isEqualTo(
            Fault.of(
                protocol,
                "InvalidParameterValue",
                "InvalidParameterValueException",
                "Message (user) attribute 'ErrorDetails' must contain a non-empty value of type"
                    + " 'String'."));
  }

  private static Fault refusal(TestQueue queue, String name, Map<String, Object> value) {
    return queue.fault(
        "SendMessage", "MessageBody", "test", "MessageAttributes", Map.of(name, value));
  }

  @BothProtocols
  void namesTypesAndValuesFollowTheRules(Protocol protocol) {
    TestQueue queue = TestQueue.standard(SERVER.sqs(protocol));
    for (String name :
        List.of("aWs.x", "AMAZON.x", ".x", "x.", "x!x", "x\"x", "x(x", "x?x", "L".repeat(257))) {
      assertThat(refusal(queue, name, Shapes.text("Valid")).code())
          .as(name)
          .isEqualTo("InvalidParameterValue");
    }
    for (String type : List.of("Invalid", "Number." + "L".repeat(256), "")) {
      assertThat(refusal(queue, "name", Shapes.entry("DataType", type, "StringValue", "1")).code())
          .as(type)
          .isEqualTo("InvalidParameterValue");
    }
    assertThat(refusal(queue, "attr1", Shapes.text("Invalid-\b,\u000b")).code())
        .isEqualTo("InvalidParameterValue");
  }
}
