package io.waybill.conformance.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Functions;
import io.waybill.conformance.clients.Sdk;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.CreateEventSourceMappingRequest;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Functions and queues of a test, and what the functions tell: `tell(text)` in a handler sends to
/// the queue `told`.
final class LambdaWorld {
  static final String TOLD = "told";
  private static final int TIMEOUT_SECONDS = 20;

  /// What stands before each handler.
  private static final String TELL =
      """
      import json, os, time, urllib.request

      def tell(text):
          body = json.dumps({"QueueUrl": "/000000000000/told", "MessageBody": text}).encode()
          urllib.request.urlopen(urllib.request.Request(os.environ["AWS_ENDPOINT_URL"], body, {
              "Content-Type": "application/x-amz-json-1.0",
              "X-Amz-Target": "AmazonSQS.SendMessage",
              "Authorization": "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/sqs/aws4_request,"
                               " SignedHeaders=host, Signature=" + "0" * 64})).read()

      """;

  final LambdaClient lambda;
  final SqsClient sqs;

  LambdaWorld(RunningServer server) {
    lambda = Sdk.lambda(server);
    sqs = Sdk.client(server);
    queue(TOLD, Map.of());
  }

  static SdkBytes zip(String name, String source) {
    return SdkBytes.fromByteArray(Functions.zip(name, source));
  }

  static SdkBytes code(String source) {
    return zip("app.py", TELL + source);
  }

  /// Creates a function in Python whose `handler` is in `source`; answers its ARN.
  String function(String name, String source) {
    return Functions.python(lambda, name, TELL + source);
  }

  static String arn(String queue) {
    return "arn:aws:sqs:us-east-1:000000000000:" + queue;
  }

  static String url(String queue) {
    return "/000000000000/" + queue;
  }

  void queue(String name, Map<QueueAttributeName, String> attributes) {
    sqs.createQueue(b -> b.queueName(name).attributes(attributes));
  }

  /// A queue that hides messages as long as functions may run.
  void source(String name) {
    queue(name, Map.of(QueueAttributeName.VISIBILITY_TIMEOUT, String.valueOf(TIMEOUT_SECONDS)));
  }

  void send(String queue, String body) {
    sqs.sendMessage(b -> b.queueUrl(url(queue)).messageBody(body));
  }

  /// Maps `queue` to `function`; answers the mapping's id.
  String map(
      String queue,
      String function,
      java.util.function.Consumer<CreateEventSourceMappingRequest.Builder> more) {
    CreateEventSourceMappingRequest.Builder asked =
        CreateEventSourceMappingRequest.builder().functionName(function).eventSourceArn(arn(queue));
    more.accept(asked);
    return lambda.createEventSourceMapping(asked.build()).uuid();
  }

  /// The next `count` texts that functions told, in the order in which they come.
  List<String> told(int count) {
    return next(TOLD, count);
  }

  /// The bodies of the next `count` messages of `queue`, which are deleted.
  List<String> next(String queue, int count) {
    List<String> bodies = new ArrayList<>();
    for (int polls = 0; bodies.size() < count && polls < 3 + count; polls++) {
      for (Message message :
          sqs.receiveMessage(b -> b.queueUrl(url(queue)).waitTimeSeconds(20)).messages()) {
        bodies.add(message.body());
        sqs.deleteMessage(b -> b.queueUrl(url(queue)).receiptHandle(message.receiptHandle()));
      }
    }
    assertThat(bodies).hasSize(count);
    return bodies;
  }

  /// How many messages `queue` has, waiting and in flight.
  int count(String queue) {
    Map<QueueAttributeName, String> attributes =
        sqs.getQueueAttributes(b -> b.queueUrl(url(queue)).attributeNames(QueueAttributeName.ALL))
            .attributes();
    return Integer.parseInt(attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES))
        + Integer.parseInt(
            attributes.get(QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE));
  }

  /// What a test waits for.
  interface Condition {
    boolean holds();
  }

  /// Waits for `condition`, a minute at most, by receives of a queue that nobody sends to.
  void await(Condition condition) {
    queue("nothing", Map.of());
    for (int polls = 0; !condition.holds() && polls < 60; polls++) {
      sqs.receiveMessage(b -> b.queueUrl(url("nothing")).waitTimeSeconds(1));
    }
    assertThat(condition.holds()).isTrue();
  }
}
