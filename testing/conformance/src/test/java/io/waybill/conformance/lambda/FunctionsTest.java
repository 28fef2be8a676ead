package io.waybill.conformance.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Functions;
import io.waybill.conformance.clients.Sdk;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

final class FunctionsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private final LambdaClient lambda = Sdk.lambda(SERVER);
  private final SqsClient sqs = Sdk.client(SERVER);

  private static SdkBytes zip(String source) {
    return SdkBytes.fromByteArray(Functions.zip("app.py", source));
  }

  private String function(String name, String source) {
    return Functions.python(lambda, name, source);
  }

  private InvokeResponse invoke(String name, String payload) {
    return lambda.invoke(
        b -> b.functionName(name).logType(LogType.TAIL).payload(SdkBytes.fromUtf8String(payload)));
  }

  private String queue(String name, Map<QueueAttributeName, String> attributes) {
    return sqs.createQueue(b -> b.queueName(name).attributes(attributes)).queueUrl();
  }

  private static String arn(String queue) {
    return "arn:aws:sqs:us-east-1:000000000000:" + queue;
  }

  private Message received(String url) {
    List<Message> got = sqs.receiveMessage(b -> b.queueUrl(url).waitTimeSeconds(20)).messages();
    assertThat(got).hasSize(1);
    return got.getFirst();
  }

  @Test
  void aFunctionAnswersAndShowsTheTailOfItsLog() {
    function("plain", "def handler(e, c):\n  print('seen', e['a'])\n  return {'got': e['a']}\n");

    InvokeResponse answer = invoke("plain", "{\"a\": 1}");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.functionError()).isNull();
    assertThat(answer.executedVersion()).isEqualTo("$LATEST");
    assertThat(answer.sdkHttpResponse().matchingHeaders("Content-Type"))
        .containsExactly("application/json");
    assertThat(answer.payload().asUtf8String()).isEqualTo("{\"got\": 1}");
    assertThat(new String(Base64.getDecoder().decode(answer.logResult()), StandardCharsets.UTF_8))
        .contains("START RequestId: ", "seen 1\n", "END RequestId: ", "REPORT RequestId: ");
  }

  @Test
  void whatAFunctionRaisesIsToldAndTheNextCodeDoesBetter() {
    function("moody", "def handler(e, c):\n  raise ValueError('no')\n");

    InvokeResponse failed = invoke("moody", "{}");
    assertThat(failed.functionError()).isEqualTo("Unhandled");
    assertThat(failed.payload().asUtf8String())
        .contains("\"errorMessage\": \"no\"", "\"errorType\": \"ValueError\"");

    SdkBytes better = zip("def handler(e, c):\n  return 'yes'\n");
    lambda.updateFunctionCode(b -> b.functionName("moody").zipFile(better));
    lambda.waiter().waitUntilFunctionUpdatedV2(b -> b.functionName("moody"));
    assertThat(invoke("moody", "{}").payload().asUtf8String()).isEqualTo("\"yes\"");
  }

  @Test
  void anEventThatWasTakenEndsAtItsDestination() {
    function("later", "def handler(e, c):\n  return e['n'] * 2\n");
    String url = queue("after", Map.of());
    lambda.putFunctionEventInvokeConfig(b ->
        b.functionName("later")
            .destinationConfig(d -> d.onSuccess(s -> s.destination(arn("after")))));

    InvokeResponse taken =
        lambda.invoke(b ->
            b.functionName("later")
                .invocationType(InvocationType.EVENT)
                .payload(SdkBytes.fromUtf8String("{\"n\": 21}")));
    assertThat(taken.statusCode()).isEqualTo(202);
    assertThat(received(url).body())
        .contains("\"responsePayload\":42", "\"condition\":\"Success\"");
  }

  @Test
  void aQueueBringsItsMessagesAndWhatFailsComesToTheDeadLetterQueue() {
    String dead = queue("dead", Map.of());
    String redrive = "{\"deadLetterTargetArn\":\"" + arn("dead") + "\",\"maxReceiveCount\":1}";
    String url =
        queue(
            "work",
            Map.of(
                QueueAttributeName.REDRIVE_POLICY,
                redrive,
                QueueAttributeName.VISIBILITY_TIMEOUT,
                "20"));
    function(
        "worker",
        """
        def handler(event, context):
            bad = [r['messageId'] for r in event['Records'] if r['body'] == 'bad']
            return {'batchItemFailures': [{'itemIdentifier': i} for i in bad]}
        """);
    for (String body : List.of("good", "bad", "fine")) {
      sqs.sendMessage(b -> b.queueUrl(url).messageBody(body));
    }
    lambda.createEventSourceMapping(b ->
        b.functionName("worker")
            .eventSourceArn(arn("work"))
            .functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES));

    Message last = givenUp(dead);
    assertThat(last.body()).isEqualTo("bad");
    assertThat(
            sqs.getQueueAttributes(b -> b.queueUrl(url).attributeNames(QueueAttributeName.ALL))
                .attributes())
        .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES, "0")
        .containsEntry(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE, "0");
  }

  /// The queue's timeout passes before a message is given up.
  private Message givenUp(String url) {
    List<Message> got = List.of();
    for (int polls = 0; got.isEmpty() && polls < 3; polls++) {
      got = sqs.receiveMessage(b -> b.queueUrl(url).waitTimeSeconds(20)).messages();
    }
    assertThat(got).hasSize(1);
    return got.getFirst();
  }

  @Test
  void aTopicBringsWhatIsPublished() {
    String function =
        function("heard", "def handler(e, c):\n  return e['Records'][0]['Sns']['Message']\n");
    String url = queue("heard-after", Map.of());
    lambda.putFunctionEventInvokeConfig(b ->
        b.functionName("heard")
            .destinationConfig(d -> d.onSuccess(s -> s.destination(arn("heard-after")))));
    SnsClient sns = Sdk.sns(SERVER);
    String topic = sns.createTopic(b -> b.name("news")).topicArn();
    lambda.addPermission(b ->
        b.functionName("heard")
            .statementId("topic")
            .action("lambda:InvokeFunction")
            .principal("sns.amazonaws.com")
            .sourceArn(topic));
    sns.subscribe(b -> b.topicArn(topic).protocol("lambda").endpoint(function));

    sns.publish(b -> b.topicArn(topic).message("hear"));
    assertThat(received(url).body()).contains("\"responsePayload\":\"hear\"");
  }
}
