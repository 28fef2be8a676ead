package io.waybill.wire.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.ProtocolName;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.Unit;
import io.waybill.sqs.api.CreateQueueRequest;
import io.waybill.sqs.api.ListMessageMoveTasksResult;
import io.waybill.sqs.api.ListMessageMoveTasksResultEntry;
import io.waybill.sqs.api.ListQueueTagsResult;
import io.waybill.sqs.api.ListQueuesResult;
import io.waybill.sqs.api.Message;
import io.waybill.sqs.api.MessageAttributeValue;
import io.waybill.sqs.api.ReceiveMessageRequest;
import io.waybill.sqs.api.ReceiveMessageResult;
import io.waybill.sqs.api.SendMessageBatchRequest;
import io.waybill.sqs.api.SendMessageBatchRequestEntry;
import io.waybill.sqs.api.SendMessageRequest;
import io.waybill.sqs.api.SendMessageResult;
import io.waybill.sqs.api.SqsApi;
import io.waybill.sqs.api.SqsErrors;
import io.waybill.sqs.api.UntagQueueRequest;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The legacy query protocol of SQS, in the forms that older SDKs send and read.
@NullUnmarked // a null that should not be there fails the test
final class AwsQueryTest {
  private static final String NAMESPACE = "http://queue.amazonaws.com/doc/2012-11-05/";

  private final Protocol query = Protocols.of(ProtocolName.AWS_QUERY, SqsApi.SERVICE);

  @Test
  void readsASendMessageWithAttributes() {
    SendMessageRequest input =
        query.read(
            SqsApi.SEND_MESSAGE,
            Calls.query(
                "/",
                "Action=SendMessage&Version=2012-11-05&QueueUrl=http%3A%2F%2Fx%2F1%2Fq"
                    + "&MessageBody=a+b%26%C3%A9&DelaySeconds=7"
                    + "&MessageAttribute.2.Name=two&MessageAttribute.2.Value.DataType=Binary"
                    + "&MessageAttribute.2.Value.BinaryValue=aGk%3D"
                    + "&MessageAttribute.1.Name=one&MessageAttribute.1.Value.DataType=String"
                    + "&MessageAttribute.1.Value.StringValue=s"
                    + "&MessageSystemAttribute.1.Name=AWSTraceHeader"
                    + "&MessageSystemAttribute.1.Value.StringValue=t"));
    assertThat(input.queueUrl()).isEqualTo("http://x/1/q");
    assertThat(input.messageBody()).isEqualTo("a b&é");
    assertThat(input.delaySeconds()).isEqualTo(7);
    assertThat(input.messageAttributes().keySet()).containsExactly("one", "two");
    assertThat(input.messageAttributes().get("two").binaryValue()).containsExactly('h', 'i');
    assertThat(input.messageSystemAttributes().get("AWSTraceHeader").stringValue()).isEqualTo("t");
  }

  @Test
  void readsABatch() {
    SendMessageBatchRequest input =
        query.read(
            SqsApi.SEND_MESSAGE_BATCH,
            Calls.query(
                "/",
                "SendMessageBatchRequestEntry.1.Id=a&SendMessageBatchRequestEntry.1.MessageBody=x"
                    + "&SendMessageBatchRequestEntry.10.Id=c&SendMessageBatchRequestEntry.2.Id=b"
                    + "&SendMessageBatchRequestEntry.2.MessageAttribute.1.Name=n"
                    + "&SendMessageBatchRequestEntry.2.MessageAttribute.1.Value.StringValue=v"));
    assertThat(input.entries())
        .extracting(SendMessageBatchRequestEntry::id)
        .containsExactly("a", "b", "c");
    assertThat(input.entries().get(1).messageAttributes()).containsOnlyKeys("n");
  }

  @Test
  void readsAttributesTagsAndNames() {
    CreateQueueRequest create =
        query.read(
            SqsApi.CREATE_QUEUE,
            Calls.query(
                "/",
                "QueueName=q&Attribute.1.Name=VisibilityTimeout&Attribute.1.Value=40"
                    + "&Tag.1.Key=k&Tag.1.Value="));
    assertThat(create.attributes()).isEqualTo(Map.of("VisibilityTimeout", "40"));
    assertThat(create.tags()).isEqualTo(Map.of("k", ""));
    ReceiveMessageRequest receive =
        query.read(
            SqsApi.RECEIVE_MESSAGE,
            Calls.query(
                "/",
                "AttributeName.1=All&MessageAttributeName.1=a&MessageAttributeName.2=b"
                    + "&MessageSystemAttributeName.1=SenderId"));
    assertThat(receive.attributeNames()).containsExactly("All");
    assertThat(receive.messageAttributeNames()).containsExactly("a", "b");
    assertThat(receive.messageSystemAttributeNames()).containsExactly("SenderId");
    UntagQueueRequest untag =
        query.read(SqsApi.UNTAG_QUEUE, Calls.query("/", "TagKey.1=a&TagKey.2=b"));
    assertThat(untag.tagKeys()).containsExactly("a", "b");
  }

  @Test
  void aQueuesOwnUrlStandsForItsParameter() {
    SendMessageRequest input =
        query.read(SqsApi.SEND_MESSAGE, Calls.query("/000000000000/q", "MessageBody=x"));
    assertThat(input.queueUrl()).isEqualTo("http://localhost:4566/000000000000/q");
  }

  @Test
  void writesAnOutput() {
    SendMessageResult output =
        SendMessageResult.builder().messageId("m").md5OfMessageBody("d").build();
    assertThat(Calls.text(query.write(SqsApi.SEND_MESSAGE, output, "id")))
        .isEqualTo(
            "<?xml version=\"1.0\"?><SendMessageResponse xmlns=\""
                + NAMESPACE
                + "\"><SendMessageResult><MD5OfMessageBody>d</MD5OfMessageBody>"
                + "<MessageId>m</MessageId></SendMessageResult>"
                + "<ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>"
                + "</SendMessageResponse>");
  }

  @Test
  void writesFlattenedListsAndMaps() {
    Message message =
        Message.builder()
            .body("<&>\r")
            .attributes(Map.of("SenderId", "s"))
            .messageAttributes(
                Map.of(
                    "a",
                    MessageAttributeValue.builder().dataType("String").stringValue("v").build()))
            .build();
    ReceiveMessageResult output =
        ReceiveMessageResult.builder()
            .messages(List.of(message, Message.builder().body("2").build()))
            .build();
    assertThat(Calls.text(query.write(SqsApi.RECEIVE_MESSAGE, output, "id")))
        .contains(
            "<ReceiveMessageResult><Message><Body>&lt;&amp;&gt;&#xd;</Body>"
                + "<Attribute><Name>SenderId</Name><Value>s</Value></Attribute>"
                + "<MessageAttribute><Name>a</Name><Value><StringValue>v</StringValue>"
                + "<DataType>String</DataType></Value></MessageAttribute>"
                + "</Message><Message><Body>2</Body></Message></ReceiveMessageResult>");
  }

  @Test
  void writesTheLegacyNamesOfListsOfOutputs() {
    assertThat(
            Calls.text(
                query.write(
                    SqsApi.LIST_QUEUES,
                    ListQueuesResult.builder().queueUrls(List.of("u", "v")).build(),
                    "id")))
        .contains("<ListQueuesResult><QueueUrl>u</QueueUrl><QueueUrl>v</QueueUrl></");
    assertThat(
            Calls.text(
                query.write(
                    SqsApi.LIST_QUEUE_TAGS,
                    ListQueueTagsResult.builder().tags(Map.of("k", "v")).build(),
                    "id")))
        .contains("<ListQueueTagsResult><Tag><Key>k</Key><Value>v</Value></Tag></");
    assertThat(
            Calls.text(
                query.write(
                    SqsApi.LIST_MESSAGE_MOVE_TASKS,
                    ListMessageMoveTasksResult.builder()
                        .results(
                            List.of(
                                ListMessageMoveTasksResultEntry.builder()
                                    .status("RUNNING")
                                    .build()))
                        .build(),
                    "id")))
        .contains("<ListMessageMoveTasksResultEntry><Status>RUNNING</Status></");
  }

  @Test
  void anOperationWithoutOutputAnswersOnlyMetadata() {
    assertThat(Calls.text(query.write(SqsApi.DELETE_MESSAGE, Unit.INSTANCE, "id")))
        .endsWith(
            "\"><ResponseMetadata><RequestId>id</RequestId></ResponseMetadata>"
                + "</DeleteMessageResponse>");
  }

  @Test
  void writesAnError() {
    WireResponse response =
        query.error(SqsErrors.QUEUE_DOES_NOT_EXIST.because("It doesn't exist."), "id");
    assertThat(response.status()).isEqualTo(400);
    assertThat(Calls.text(response))
        .isEqualTo(
            "<?xml version=\"1.0\"?><ErrorResponse xmlns=\""
                + NAMESPACE
                + "\"><Error><Type>Sender</Type>"
                + "<Code>AWS.SimpleQueueService.NonExistentQueue</Code>"
                + "<Message>It doesn't exist for this wsdl version.</Message><Detail/></Error>"
                + "<RequestId>id</RequestId></ErrorResponse>");
  }

  @Test
  void refusesAMissingOrUnknownAction() {
    assertThat(refusal(() -> query.operation(Calls.query("/", ""))).shape())
        .isSameAs(CommonErrors.MISSING_ACTION);
    assertThat(refusal(() -> query.operation(Calls.query("/", "Action=Nope"))).shape())
        .isSameAs(CommonErrors.INVALID_ACTION);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DelaySeconds=x",
        "DelaySeconds=",
        "DelaySeconds=1.5",
        "DelaySeconds=99999999999",
        "DelaySeconds.1=2",
        "MessageAttribute.x.Name=a",
        "MessageAttribute.1.Name=a",
        "MessageAttribute.1.Name=a&MessageAttribute.1.Value.BinaryValue=*",
      })
  void refusesWhatDoesNotFitTheShape(String body) {
    assertThat(refusal(() -> query.read(SqsApi.SEND_MESSAGE, Calls.query("/", body))).shape())
        .isSameAs(CommonErrors.MALFORMED_INPUT);
  }

  @Test
  void refusesDamagedPercentEncoding() {
    assertThat(refusal(() -> query.operation(Calls.query("/", "Action=%zz"))).shape())
        .isSameAs(CommonErrors.MALFORMED_QUERY_STRING);
  }

  private static Refusal refusal(ThrowingCallable call) {
    return catchThrowableOfType(Refusal.class, call);
  }
}
