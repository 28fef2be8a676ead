package io.waybill.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.awscore.AwsRequestOverrideConfiguration;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.Target;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeNameForSends;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeValue;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// The X-Ray header of a call goes along with what the call sends, however far.
final class TraceHeaderTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final String TRACE =
      "Root=1-67891233-abcdef012345678912345678;Parent=0123456789abcdef;Sampled=1";

  private final SqsClient sqs = Sdk.client(SERVER);
  private final String name = "queue-" + UUID.randomUUID();
  private final String url = sqs.createQueue(b -> b.queueName(name)).queueUrl();
  private final String arn = "arn:aws:sqs:us-east-1:000000000000:" + name;

  private static void traced(AwsRequestOverrideConfiguration.Builder call) {
    call.putHeader("X-Amzn-Trace-Id", TRACE);
  }

  private List<String> traces() {
    List<Message> got =
        sqs.receiveMessage(b ->
                b.queueUrl(url)
                    .maxNumberOfMessages(10)
                    .waitTimeSeconds(5)
                    .messageSystemAttributeNames(MessageSystemAttributeName.AWS_TRACE_HEADER))
            .messages();
    got.forEach(
        each -> sqs.deleteMessage(b -> b.queueUrl(url).receiptHandle(each.receiptHandle())));
    return got.stream()
        .map(
            each -> each.attributes().getOrDefault(MessageSystemAttributeName.AWS_TRACE_HEADER, ""))
        .toList();
  }

  @Test
  void aMessageCarriesTheHeaderOfItsCall() {
    assertThat(
            sqs.sendMessage(b ->
                    b.queueUrl(url).messageBody("x").overrideConfiguration(TraceHeaderTest::traced))
                .md5OfMessageSystemAttributes())
        .isNull();
    assertThat(traces()).containsExactly(TRACE);
    sqs.sendMessage(b -> b.queueUrl(url).messageBody("x"));
    assertThat(traces()).containsExactly("");
  }

  @Test
  void aHeaderOfTheMessageItselfComesFirst() {
    String own = TRACE.replace("Sampled=1", "Sampled=0");
    SendMessageBatchRequestEntry entry =
        SendMessageBatchRequestEntry.builder()
            .id("1")
            .messageBody("x")
            .messageSystemAttributes(
                Map.of(
                    MessageSystemAttributeNameForSends.AWS_TRACE_HEADER,
                    MessageSystemAttributeValue.builder()
                        .dataType("String")
                        .stringValue(own)
                        .build()))
            .build();
    sqs.sendMessageBatch(
        b -> b.queueUrl(url).entries(entry).overrideConfiguration(TraceHeaderTest::traced));
    assertThat(traces()).containsExactly(own);
  }

  @Test
  void whatIsPublishedCarriesItToQueues() {
    SnsClient sns = Sdk.sns(SERVER);
    String topic = sns.createTopic(b -> b.name("topic-" + UUID.randomUUID())).topicArn();
    sns.subscribe(b -> b.topicArn(topic).protocol("sqs").endpoint(arn));
    sns.publish(b -> b.topicArn(topic).message("x").overrideConfiguration(TraceHeaderTest::traced));
    assertThat(traces()).containsExactly(TRACE);
  }

  @Test
  void anEventCarriesItToTargets() {
    EventBridgeClient events = Sdk.events(SERVER);
    String bus = "bus-" + UUID.randomUUID();
    events.createEventBus(b -> b.name(bus));
    events.putRule(b -> b.name("r").eventBusName(bus).eventPattern("{\"source\":[\"shop\"]}"));
    Target target = Target.builder().id("t").arn(arn).build();
    events.putTargets(b -> b.rule("r").eventBusName(bus).targets(target));
    PutEventsRequestEntry event =
        PutEventsRequestEntry.builder()
            .eventBusName(bus)
            .source("shop")
            .detailType("order")
            .detail("{}")
            .build();
    events.putEvents(b -> b.entries(event).overrideConfiguration(TraceHeaderTest::traced));
    assertThat(traces()).containsExactly(TRACE);
  }
}
