package io.waybill.conformance.sns;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What became of deliveries, in CloudWatch Logs, for topics that ask for it.
final class DeliveryStatusTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final String ROLE = "arn:aws:iam::000000000000:role/feedback";

  private final Fanout fanout = Fanout.standard(SERVER);

  private void set(String attribute, String value) {
    fanout.sns.setTopicAttributes(
        b -> b.topicArn(fanout.topic).attributeName(attribute).attributeValue(value));
  }

  /// What the log of the topic says; a group that is not there is refused.
  private String log(String suffix) throws Exception {
    String name = fanout.topic.substring(fanout.topic.lastIndexOf(':') + 1);
    String group = "sns/us-east-1/000000000000/" + name + suffix;
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(SERVER.endpoint() + "/"))
            .header("Content-Type", "application/x-amz-json-1.1")
            .header("X-Amz-Target", "Logs_20140328.FilterLogEvents")
            .POST(HttpRequest.BodyPublishers.ofString("{\"logGroupName\":\"" + group + "\"}"))
            .build();
    SERVER.advance(Duration.ofSeconds(1));
    return HttpClient.newHttpClient()
        .send(request, HttpResponse.BodyHandlers.ofString())
        .body()
        .replace("\\\\\\\"", "'")
        .replace("\\\"", "'");
  }

  @Test
  void aTopicThatAsksIsToldOfEachDelivery() throws Exception {
    Fanout.Queue queue = fanout.queue();
    fanout.subscribe(queue, Map.of("RawMessageDelivery", "true"));
    fanout.publish("nobody asked");
    assertThat(fanout.take(queue)).hasSize(1);
    assertThat(log("")).contains("ResourceNotFoundException");
    set("SQSSuccessFeedbackRoleArn", ROLE);
    set("SQSSuccessFeedbackSampleRate", "100");
    String id = fanout.publish("hello");
    String copy = fanout.take(queue).getFirst().messageId();
    assertThat(log(""))
        .containsOnlyOnce("'status':'SUCCESS'")
        .contains("'notification':{'messageMD5Sum':'5d41402abc4b2a76b9719d911017c592'")
        .contains("'messageId':'" + id + "','topicArn':'" + fanout.topic + "'")
        .contains("'destination':'" + queue.arn() + "'", "'statusCode':200", "'dwellTimeMs':")
        .contains("'sqsMessageId':'" + copy + "'");
  }

  @Test
  void whatIsGivenUpStandsInALogOfItsOwn() throws Exception {
    fanout.subscribe("sqs", "arn:aws:sqs:us-east-1:000000000000:nowhere", Map.of());
    set("SQSFailureFeedbackRoleArn", ROLE);
    fanout.publish("lost");
    assertThat(log("/Failure"))
        .containsOnlyOnce("'status':'FAILURE'")
        .contains("The specified queue does not exist.", "'statusCode':400");
  }
}
