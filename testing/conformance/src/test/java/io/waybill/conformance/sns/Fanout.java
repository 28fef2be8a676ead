package io.waybill.conformance.sns;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Sdk;
import io.waybill.conformance.raw.JsonText;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// A topic of a test's own, and queues that are subscribed to it.
final class Fanout {
  /// A queue.
  record Queue(String url, String arn) {}

  private final RunningServer server;
  final SnsClient sns;
  final SqsClient sqs;
  final String topic;
  private final boolean fifo;

  private Fanout(RunningServer server, Map<String, String> attributes) {
    this.server = server;
    sns = Sdk.sns(server);
    sqs = Sdk.client(server);
    fifo = attributes.containsKey("FifoTopic");
    String name = "topic-" + UUID.randomUUID() + (fifo ? ".fifo" : "");
    topic = sns.createTopic(b -> b.name(name).attributes(attributes)).topicArn();
  }

  static Fanout standard(RunningServer server) {
    return new Fanout(server, Map.of());
  }

  static Fanout with(RunningServer server, Map<String, String> attributes) {
    return new Fanout(server, attributes);
  }

  Queue queue() {
    return queue(fifo);
  }

  Queue queue(boolean fifoQueue) {
    Map<QueueAttributeName, String> attributes = new HashMap<>();
    if (fifoQueue) {
      attributes.put(QueueAttributeName.FIFO_QUEUE, "true");
    }
    String name = "queue-" + UUID.randomUUID() + (fifoQueue ? ".fifo" : "");
    String url = sqs.createQueue(b -> b.queueName(name).attributes(attributes)).queueUrl();
    return new Queue(url, "arn:aws:sqs:us-east-1:000000000000:" + name);
  }

  /// Subscribes a queue; answers the subscription's ARN.
  String subscribe(Queue queue, Map<String, String> attributes) {
    return subscribe("sqs", queue.arn, attributes);
  }

  String subscribe(String protocol, String endpoint, Map<String, String> attributes) {
    return sns.subscribe(b ->
            b.topicArn(topic)
                .protocol(protocol)
                .endpoint(endpoint)
                .attributes(attributes)
                .returnSubscriptionArn(true))
        .subscriptionArn();
  }

  String publish(String message) {
    return sns.publish(b -> b.topicArn(topic).message(message)).messageId();
  }

  /// Waits until the server has delivered all that it can now, receives what is there, and deletes
  /// it.
  List<Message> take(Queue queue) {
    server.settle();
    List<Message> all = new ArrayList<>();
    List<Message> got;
    do {
      got = receive(queue);
      got.forEach(message ->
          sqs.deleteMessage(b -> b.queueUrl(queue.url).receiptHandle(message.receiptHandle())));
      all.addAll(got);
    } while (!got.isEmpty());
    return all;
  }

  private List<Message> receive(Queue queue) {
    return sqs.receiveMessage(b ->
            b.queueUrl(queue.url)
                .maxNumberOfMessages(10)
                .messageAttributeNames("All")
                .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
        .messages();
  }

  /// The message that an envelope holds, with the rest of it.
  static Map<String, Object> opened(Message message) {
    return JsonText.read(message.body());
  }
}
