package io.waybill.conformance.sns;

import static org.assertj.core.api.Assertions.assertThatCode;

import io.waybill.conformance.RunningServer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.sns.model.MessageAttributeValue;

final class PublishRulesTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private final Fanout standard = Fanout.standard(SERVER);
  private final Fanout fifo = Fanout.with(SERVER, Map.of("FifoTopic", "true"));

  @Test
  void anEmptyMessageIsRefused() {
    Refused.invalid("Empty message", () -> standard.publish(""));
  }

  @Test
  void a256KilobyteMessageIsTheLargest() {
    standard.publish("x".repeat(256 << 10));
    Refused.invalid("Message too long", () -> standard.publish("x".repeat((256 << 10) + 1)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "two\nlines"})
  void aSubjectIsOneLineOfText(String subject) {
    Refused.invalid(
        "Subject",
        () -> standard.sns.publish(b -> b.topicArn(standard.topic).message("m").subject(subject)));
  }

  @Test
  void aSubjectHasAHundredCharactersAtMost() {
    standard.sns.publish(b -> b.topicArn(standard.topic).message("m").subject("s".repeat(100)));
    Refused.invalid(
        "Subject",
        () ->
            standard.sns.publish(
                b -> b.topicArn(standard.topic).message("m").subject("s".repeat(101))));
  }

  @ParameterizedTest
  @CsvSource({
    "randomstring,1",
    "randomstring:1,2",
  })
  void whatIsNoArnIsRefused(String arn, int elements) {
    Refused.invalid(
        "TopicArn Reason: An ARN must have at least 6 elements, not " + elements,
        () -> standard.sns.publish(b -> b.topicArn(arn).message("m")));
  }

  @Test
  void aTopicThatIsNotThereIsTold() {
    Refused.with(
        "NotFound",
        "Topic does not exist",
        () -> standard.sns.publish(b -> b.topicArn(standard.topic + "x").message("m")));
  }

  @Test
  void aFifoTopicNeedsGroupAndDeduplicationId() {
    Refused.invalid(
        "The MessageGroupId parameter is required for FIFO topics",
        () -> fifo.sns.publish(b -> b.topicArn(fifo.topic).message("m")));
    Refused.invalid(
        "The topic should either have ContentBasedDeduplication enabled or MessageDeduplicationId"
            + " provided explicitly",
        () -> fifo.sns.publish(b -> b.topicArn(fifo.topic).message("m").messageGroupId("g")));
    Refused.invalid(
        "MessageDeduplicationId Reason: The request includes MessageDeduplicationId parameter that"
            + " is not valid for this topic type",
        () ->
            standard.sns.publish(
                b -> b.topicArn(standard.topic).message("m").messageDeduplicationId("d")));
  }

  @Test
  void aStructuredMessageNeedsADefault() {
    Refused.invalid(
        "Message Structure - No default entry in JSON message body",
        () ->
            standard.sns.publish(b ->
                b.topicArn(standard.topic).message("{\"sqs\":\"x\"}").messageStructure("json")));
    Refused.invalid(
        "Message Structure - JSON message body failed to parse",
        () ->
            standard.sns.publish(
                b -> b.topicArn(standard.topic).message("{").messageStructure("json")));
  }

  private void publishAttribute(String name, String type, String value) {
    standard.sns.publish(b ->
        b.topicArn(standard.topic)
            .message("m")
            .messageAttributes(
                Map.of(
                    name,
                    MessageAttributeValue.builder().dataType(type).stringValue(value).build())));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a|Blob|x|The message attribute 'a' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.",
        "a|Number|x|Could not cast message attribute 'a' value to number.",
        "a|Binary|x|The message attribute 'a' with type 'Binary' must use field 'Binary'.",
        ".a|String|x|Invalid message attribute name starting with character '.' was found.",
        "a.|String|x|Invalid message attribute name ending with character '.' was found.",
        "a..b|String|x|Message attribute name can not have successive '.' character.",
      })
  void anAttributeMustBeWellFormed(String name, String type, String value, String message) {
    Refused.with("ParameterValueInvalid", message, () -> publishAttribute(name, type, value));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "99.12", "1e3", "+7", ".5"})
  void aNumberIsTakenInEachOfItsForms(String value) {
    assertThatCode(() -> publishAttribute("a", "Number.any", value)).doesNotThrowAnyException();
  }
}
