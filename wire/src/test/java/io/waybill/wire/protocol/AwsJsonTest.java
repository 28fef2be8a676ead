package io.waybill.wire.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.OperationShape;
import io.waybill.shapes.ProtocolName;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.Unit;
import io.waybill.sqs.api.Message;
import io.waybill.sqs.api.ReceiveMessageResult;
import io.waybill.sqs.api.SendMessageRequest;
import io.waybill.sqs.api.SqsApi;
import io.waybill.sqs.api.SqsErrors;
import io.waybill.wire.protocol.WireResponse.Header;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@NullUnmarked // a null that should not be there fails the test
final class AwsJsonTest {
  private final Protocol json = Protocols.of(ProtocolName.AWS_JSON_1_0, SqsApi.SERVICE);

  @Test
  void readsASendMessage() {
    SendMessageRequest input =
        send(
            """
            {"QueueUrl":"http://localhost/000000000000/q","MessageBody":"h\\u00e9llo \\ud83d\\ude00",
             "DelaySeconds":5,"NotKnown":[{"x":1}],"MessageGroupId":null,
             "MessageAttributes":{"a":{"DataType":"Binary","BinaryValue":"aGk="},
                                  "b":{"DataType":"String","StringValue":"s"}}}
            """);
    assertThat(input.messageBody()).isEqualTo("héllo 😀");
    assertThat(input.delaySeconds()).isEqualTo(5);
    assertThat(input.messageGroupId()).isNull();
    assertThat(input.messageAttributes()).containsOnlyKeys("a", "b");
    assertThat(input.messageAttributes().get("a").binaryValue()).isEqualTo("hi".getBytes(UTF_8));
    assertThat(input.messageAttributes().get("b").stringValue()).isEqualTo("s");
  }

  @Test
  void absentStaysDistinctFromEmpty() {
    assertThat(send("{}").messageAttributes()).isNull();
    assertThat(send("{\"MessageAttributes\":{}}").messageAttributes()).isEmpty();
    assertThat(send("").queueUrl()).isNull();
  }

  @Test
  void base64WithEscapesIsDecodedToo() {
    SendMessageRequest input =
        send("{\"MessageAttributes\":{\"a\":{\"BinaryValue\":\"\\/\\/8=\"}}}");
    assertThat(input.messageAttributes().get("a").binaryValue()).containsExactly(0xff, 0xff);
  }

  @Test
  void findsTheOperationByItsTarget() {
    assertThat(json.operation(Calls.json("AmazonSQS.SendMessage", "{}")))
        .isSameAs(SqsApi.SEND_MESSAGE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"AmazonSQS.Nope", "AmazonSNS.SendMessage", "SendMessage", "", "."})
  void refusesAnUnknownTarget(String target) {
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> json.operation(Calls.json(target, "{}")));
    assertThat(refusal.shape()).isSameAs(CommonErrors.UNKNOWN_OPERATION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"DelaySeconds\":\"5\"} | STRING_VALUE cannot be converted to Integer",
        "{\"DelaySeconds\":true} | TRUE_VALUE cannot be converted to Integer",
        "{\"DelaySeconds\":5.5} | DECIMAL_VALUE cannot be converted to Integer",
        "{\"DelaySeconds\":[]} | Unrecognized collection type class Integer",
        "{\"MessageBody\":5} | NUMBER_VALUE cannot be converted to String",
        "{\"MessageBody\":{}} | Start of structure or map found where not expected.",
        "{\"MessageAttributes\":\"x\"} | Unexpected field type",
        "{\"MessageAttributes\":{\"a\":\"x\"}} | Unexpected value type in payload",
      })
  void refusesValuesOfAnotherTypeInTheWordsOfAws(String body, String message) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> send(body));
    assertThat(refusal.shape()).isSameAs(CommonErrors.SERIALIZATION);
    assertThat(refusal.text()).isEqualTo(message);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "nope", "[]", "{} {}", "{\"MessageBody\":\"\\x\"}", "\u0000", "1"})
  void refusesWhatIsNotOneObject(String body) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> send(body));
    assertThat(refusal.shape()).isSameAs(CommonErrors.SERIALIZATION);
  }

  @Test
  void writesAnOutput() {
    ReceiveMessageResult output =
        ReceiveMessageResult.builder()
            .messages(
                List.of(
                    Message.builder()
                        .body("\"\\\n\t\u0001é😀\ud800")
                        .attributes(Map.of("SentTimestamp", "1"))
                        .build(),
                    Message.builder().build()))
            .build();
    WireResponse response = json.write(SqsApi.RECEIVE_MESSAGE, output, "id-1");
    assertThat(response.status()).isEqualTo(200);
    assertThat(response.headers())
        .containsExactly(
            new Header("Content-Type", "application/x-amz-json-1.0"),
            new Header("x-amzn-RequestId", "id-1"));
    assertThat(Calls.text(response))
        .isEqualTo(
            "{\"Messages\":[{\"Body\":\"\\\"\\\\\\n\\t\\u0001é😀?\","
                + "\"Attributes\":{\"SentTimestamp\":\"1\"}},{}]}");
  }

  @Test
  void anOperationWithoutOutputAnswersNoBody() {
    assertThat(json.write(SqsApi.DELETE_MESSAGE, Unit.INSTANCE, "id").body()).isEmpty();
  }

  @Test
  void anErrorCarriesItsNamespaceAndItsQueryCode() {
    WireResponse response =
        json.error(
            SqsErrors.QUEUE_DOES_NOT_EXIST.because("The specified queue does not exist."), "id");
    assertThat(response.status()).isEqualTo(400);
    assertThat(response.headers())
        .contains(
            new Header("x-amzn-query-error", "AWS.SimpleQueueService.NonExistentQueue;Sender"));
    assertThat(Calls.text(response))
        .isEqualTo(
            "{\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\","
                + "\"message\":\"The specified queue does not exist.\"}");
  }

  @Test
  void everyOperationIsFoundByNameAndOnlyOnce() {
    List<OperationShape<?, ?>> operations = SqsApi.SERVICE.operations();
    assertThat(operations).hasSize(23);
    assertThat(operations)
        .allSatisfy(operation ->
            assertThat(SqsApi.SERVICE.operation(operation.name())).containsSame(operation));
  }

  private SendMessageRequest send(String body) {
    return json.read(SqsApi.SEND_MESSAGE, Calls.json("AmazonSQS.SendMessage", body));
  }
}
