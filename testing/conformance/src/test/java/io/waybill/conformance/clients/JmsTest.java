package io.waybill.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazon.sqs.javamessaging.AmazonSQSExtendedClient;
import com.amazon.sqs.javamessaging.ExtendedClientConfiguration;
import com.amazon.sqs.javamessaging.ProviderConfiguration;
import com.amazon.sqs.javamessaging.SQSConnection;
import com.amazon.sqs.javamessaging.SQSConnectionFactory;
import io.waybill.conformance.RunningServer;
import jakarta.jms.JMSException;
import jakarta.jms.Message;
import jakarta.jms.MessageConsumer;
import jakarta.jms.Queue;
import jakarta.jms.Session;
import jakarta.jms.TextMessage;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Amazon's JMS library, and its extended client while payloads are small.
final class JmsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private final SqsClient sqs = Sdk.client(SERVER);

  @AfterEach
  void disconnect() {
    sqs.close();
  }

  private SQSConnection connection() throws JMSException {
    return new SQSConnectionFactory(new ProviderConfiguration(), sqs).createConnection();
  }

  @Test
  void aTextIsSentReceivedAndAcknowledged() throws JMSException {
    String name = "jms-" + UUID.randomUUID();
    try (SQSConnection connection = connection()) {
      connection.getWrappedAmazonSQSClient().createQueue(name);
      Session session = connection.createSession(false, Session.CLIENT_ACKNOWLEDGE);
      Queue queue = session.createQueue(name);
      TextMessage text = session.createTextMessage("hello");
      text.setStringProperty("colour", "red");
      text.setIntProperty("count", 3);
      session.createProducer(queue).send(text);
      MessageConsumer consumer = session.createConsumer(queue);
      connection.start();
      TextMessage got = (TextMessage) consumer.receive(10_000);
      assertThat(got.getText()).isEqualTo("hello");
      assertThat(got.getStringProperty("colour")).isEqualTo("red");
      assertThat(got.getIntProperty("count")).isEqualTo(3);
      assertThat(got.getIntProperty("JMSXDeliveryCount")).isEqualTo(1);
      got.acknowledge();
      assertThat(consumer.receiveNoWait()).isNull();
    }
  }

  @Test
  void aListenerGetsAFifoQueueInOrder() throws JMSException, InterruptedException {
    String name = "jms-" + UUID.randomUUID() + ".fifo";
    try (SQSConnection connection = connection()) {
      sqs.createQueue(b ->
          b.queueName(name)
              .attributesWithStrings(
                  Map.of("FifoQueue", "true", "ContentBasedDeduplication", "true")));
      Session session = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
      Queue queue = session.createQueue(name);
      LinkedBlockingQueue<Message> got = new LinkedBlockingQueue<>();
      session.createConsumer(queue).setMessageListener(got::add);
      connection.start();
      Session sender = connection.createSession(false, Session.AUTO_ACKNOWLEDGE);
      var producer = sender.createProducer(queue);
      for (String body : List.of("1", "2", "3", "4", "5")) {
        TextMessage message = sender.createTextMessage(body);
        message.setStringProperty("JMSXGroupID", "g");
        producer.send(message);
      }
      for (String body : List.of("1", "2", "3", "4", "5")) {
        Message next = got.poll(20, TimeUnit.SECONDS);
        assertThat(next).isInstanceOf(TextMessage.class);
        assertThat(((TextMessage) next).getText()).isEqualTo(body);
      }
    }
  }

  @Test
  void theExtendedClientPassesSmallPayloadsOn() {
    // Above 256 KiB it would put the payload there: this one is never called.
    var s3 = Sdk.unusedS3(SERVER);
    var configuration = new ExtendedClientConfiguration().withPayloadSupportEnabled(s3, "bucket");
    try (var extended = new AmazonSQSExtendedClient(sqs, configuration)) {
      String url = extended.createQueue(b -> b.queueName(UUID.randomUUID().toString())).queueUrl();
      extended.sendMessage(b -> b.queueUrl(url).messageBody("small"));
      var got = extended.receiveMessage(b -> b.queueUrl(url)).messages();
      assertThat(got).extracting(m -> m.body()).containsExactly("small");
      extended.deleteMessage(b -> b.queueUrl(url).receiptHandle(got.getFirst().receiptHandle()));
      assertThat(extended.receiveMessage(b -> b.queueUrl(url)).messages()).isEmpty();
    }
  }
}
