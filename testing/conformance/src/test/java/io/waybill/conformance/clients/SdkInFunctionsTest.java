package io.waybill.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.waybill.conformance.RunningServer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// AWS's SDKs inside of functions, unmodified: they find this server, and carry on the header by
/// which recursive loops are seen.
final class SdkInFunctionsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private final LambdaClient lambda = Sdk.lambda(SERVER);
  private final SqsClient sqs = Sdk.client(SERVER);

  /// Sends each message back to its queue, and says so in another. It names the endpoint for the
  /// sake of a boto3 older than 1.28, which does not know the variable.
  private static final String PYTHON =
      """
      import boto3, os

      def handler(event, context):
          sqs = boto3.client("sqs", endpoint_url=os.environ["AWS_ENDPOINT_URL"])
          for each in event.get("Records", []):
              queue = each["eventSourceARN"].split(":")[-1]
              for name in queue + "-told", queue:
                  url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
                  sqs.send_message(QueueUrl=url, MessageBody=each["body"])
          return "ready"
      """;

  /// Every pass of a message through `queue`, which `function` sends back to where it came from:
  /// the header with which it was told.
  private List<String> passes(String queue, String function) {
    sqs.createQueue(
        b -> b.queueName(queue).attributes(Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, "20")));
    String told = sqs.createQueue(b -> b.queueName(queue + "-told")).queueUrl();
    lambda.createEventSourceMapping(b ->
        b.functionName(function).eventSourceArn("arn:aws:sqs:us-east-1:000000000000:" + queue));
    sqs.sendMessage(b -> b.queueUrl("/000000000000/" + queue).messageBody("round"));
    List<String> headers = new java.util.ArrayList<>();
    List<Message> got;
    do {
      got =
          sqs.receiveMessage(b ->
                  b.queueUrl(told)
                      .maxNumberOfMessages(10)
                      .waitTimeSeconds(5)
                      .messageSystemAttributeNames(MessageSystemAttributeName.AWS_TRACE_HEADER))
              .messages();
      got.forEach(
          each -> headers.add(each.attributes().get(MessageSystemAttributeName.AWS_TRACE_HEADER)));
      got.forEach(
          each -> sqs.deleteMessage(b -> b.queueUrl(told).receiptHandle(each.receiptHandle())));
    } while (!got.isEmpty());
    return headers;
  }

  private static void assertSixteen(List<String> headers) {
    assertThat(headers).hasSize(16);
    assertThat(headers.stream().map(each -> each.replaceAll(".*Lineage=", "")).toList())
        .allMatch(each -> each.matches("[0-9]+:[0-9a-f]{8}:[0-9]+"))
        .doesNotHaveDuplicates();
    assertThat(headers.stream().map(each -> each.replaceAll(";.*", "")).distinct()).hasSize(1);
  }

  @Test
  void boto3CarriesTheLineageOn() {
    Functions.python(lambda, "boto", PYTHON);
    assumeThat(
            lambda
                .invoke(b -> b.functionName("boto").payload(SdkBytes.fromUtf8String("{}")))
                .payload()
                .asUtf8String())
        .as("boto3 for functions")
        .isEqualTo("\"ready\"");
    assertSixteen(passes("boto-round", "boto"));
  }

  @Test
  void theSdkForJavaScriptCarriesTheLineageOn() throws IOException {
    Program.required("node");
    Program.required("npm");
    Path folder = JavaScriptFolder.installed();
    lambda.createFunction(b ->
        b.functionName("script")
            .runtime(Runtime.NODEJS20_X)
            .handler("recursion.handler")
            .role("arn:aws:iam::000000000000:role/r")
            .timeout(20)
            .code(c -> c.s3Bucket("hot-reload").s3Key(folder.toString())));
    lambda.waiter().waitUntilFunctionActiveV2(b -> b.functionName("script"));
    assertSixteen(passes("script-round", "script"));
  }
}
