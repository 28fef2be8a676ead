package io.waybill.wire.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.wire.http.RawClient;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class DispatcherTest {
  private static final String HOST = "Host: localhost:4566";
  private static final String FORM = "Content-Type: application/x-www-form-urlencoded";
  private static final String ACTION = "Action=GetQueueUrl&QueueName=q&Version=2012-11-05";
  private static final String ROOT = "arn:aws:iam::000000000000:root";

  private final Fixture fixture;

  DispatcherTest() throws IOException {
    fixture = new Fixture(Identities.claimed(), "");
  }

  @AfterEach
  void stop() {
    fixture.close();
  }

  @Test
  void jsonIsToldByItsTarget() throws IOException {
    assertThat(fixture.json("orders", HOST))
        .startsWith("HTTP/1.1 200 OK\r\n")
        .contains("Content-Type: application/x-amz-json-1.0\r\n")
        .containsPattern("x-amzn-RequestId: [0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab]")
        .endsWith(
            "{\"QueueUrl\":\"http://localhost:4566/000000000000/orders/us-east-1/" + ROOT + "\"}");
  }

  @Test
  void accountAndRegionComeFromTheCredential() throws IOException {
    assertThat(fixture.json("q", HOST, Fixture.credential("123456789012", "eu-west-1", "sqs")))
        .contains(
            "http://localhost:4566/123456789012/q/eu-west-1/arn:aws:iam::123456789012:user/123456789012");
    assertThat(fixture.json("q", HOST, Fixture.credential("test", "cn-north-1", "sqs")))
        .contains("http://localhost:4566/000000000000/q/cn-north-1/");
  }

  @Test
  void theRegionMayStandInTheHost() throws IOException {
    assertThat(fixture.json("q", "Host: sqs.eu-west-1.localhost:4566"))
        .contains("http://sqs.eu-west-1.localhost:4566/000000000000/q/eu-west-1/");
  }

  @Test
  void aRegionThatIsNoneIsRefused() throws IOException {
    assertThat(fixture.json("q", HOST, Fixture.credential("test", "no_region", "sqs")))
        .startsWith("HTTP/1.1 403 ")
        .contains("Credential should be scoped to a valid region, not 'no_region'.");
  }

  @Test
  void queryIsToldByItsScope() throws IOException {
    String scope = Fixture.credential("test", "eu-west-1", "sqs");
    assertThat(fixture.answer("POST /", ACTION, HOST, FORM, scope))
        .contains("Content-Type: text/xml\r\n")
        .contains(
            "<QueueUrl>http://localhost:4566/000000000000/q/eu-west-1/arn:aws:iam::000000000000:user/test");
  }

  @Test
  void queryIsToldByItsHost() throws IOException {
    for (String host :
        new String[] {
          "sqs.us-west-2.localhost", "queue.amazonaws.com", "us-west-2.queue.localhost"
        }) {
      assertThat(fixture.answer("POST /", "Action=GetQueueUrl&QueueName=q", "Host: " + host, FORM))
          .as(host)
          .contains("<QueueUrl>http://" + host + "/000000000000/q/");
    }
  }

  @Test
  void queryIsToldByItsVersion() throws IOException {
    assertThat(fixture.answer("POST /", ACTION, HOST, FORM)).contains("<QueueUrl>");
    assertThat(fixture.answer("GET /?" + ACTION, "", HOST)).contains("<QueueUrl>");
  }

  @Test
  void queryIsToldByAQueuesUrlWhichIsAlsoItsInput() throws IOException {
    String body = "Action=SendMessage&MessageBody=hi";
    assertThat(fixture.answer("POST /000000000000/orders", body, HOST, FORM))
        .contains("<MessageId>http://localhost:4566/000000000000/orders</MessageId>");
  }

  @Test
  void anUnknownOperationIsSaidInTheCallersProtocol() throws IOException {
    assertThat(
            fixture.answer(
                "POST /",
                "{}",
                HOST,
                "Content-Type: application/x-amz-json-1.0",
                "X-Amz-Target: AmazonSQS.Fly"))
        .startsWith("HTTP/1.1 400 ")
        .contains("#UnknownOperationException\"")
        .contains("x-amzn-RequestId: ");
    assertThat(fixture.answer("POST /", "Action=Fly&Version=2012-11-05", HOST, FORM))
        .startsWith("HTTP/1.1 400 ")
        .contains("<Code>InvalidAction</Code>");
  }

  @Test
  void anOperationThatIsNotServedSaysSo() throws IOException {
    assertThat(fixture.answer("POST /", "Action=ListQueues&Version=2012-11-05", HOST, FORM))
        .startsWith("HTTP/1.1 501 ")
        .contains("The operation ListQueues is not served here.");
  }

  @Test
  void anUnknownServiceIsSaidInTheProtocolThatTheRequestLooksLike() throws IOException {
    assertThat(
            fixture.answer(
                "POST /",
                "{}",
                HOST,
                "Content-Type: application/x-amz-json-1.0",
                "X-Amz-Target: DynamoDB_20120810.ListTables"))
        .startsWith("HTTP/1.1 404 ")
        .contains("\"__type\":\"com.amazon.coral.service#UnknownOperationException\"");
    assertThat(fixture.answer("POST /", "Action=X&Version=1999-01-01", HOST, FORM))
        .startsWith("HTTP/1.1 400 ")
        .contains("<Code>InvalidAction</Code>")
        .contains("<RequestId>");
    assertThat(fixture.answer("GET /", "", HOST)).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void anotherContentTypeThanTheTargetsIsRefused() throws IOException {
    assertThat(
            fixture.answer(
                "POST /",
                "{}",
                HOST,
                "Content-Type: text/plain",
                "X-Amz-Target: AmazonSQS.GetQueueUrl"))
        .startsWith("HTTP/1.1 404 ")
        .contains("UnknownOperationException");
  }

  @Test
  void malformedJsonIsRefused() throws IOException {
    for (String body :
        new String[] {"{", "[]", "{\"QueueName\":1}", "{\"QueueName\":\"\u0001\"}"}) {
      assertThat(
              fixture.answer(
                  "POST /",
                  body,
                  HOST,
                  "Content-Type: application/x-amz-json-1.0",
                  "X-Amz-Target: AmazonSQS.GetQueueUrl"))
          .as(body)
          .startsWith("HTTP/1.1 400 ");
    }
  }

  @Test
  void aRefusalIsAwsOwn() throws IOException {
    assertThat(fixture.json("none", HOST))
        .startsWith("HTTP/1.1 400 ")
        .contains("x-amzn-query-error: AWS.SimpleQueueService.NonExistentQueue;Sender\r\n")
        .contains("\"__type\":\"com.amazonaws.sqs#QueueDoesNotExist\"")
        .contains("The specified queue does not exist.");
  }

  @Test
  void aFailureTellsNothingOfItsCause() throws IOException {
    for (String queue : new String[] {"bug", "broken"}) {
      assertThat(fixture.json(queue, HOST))
          .startsWith("HTTP/1.1 500 ")
          .contains("InternalFailure")
          .contains("x-amzn-RequestId: ")
          .doesNotContain("inner detail");
    }
    assertThat(fixture.json("full", HOST))
        .startsWith("HTTP/1.1 503 ")
        .contains("ServiceUnavailable")
        .doesNotContain("inner detail");
  }

  @Test
  void aCallEndsWithItsConnection() throws Exception {
    try (RawClient client = fixture.client()) {
      client.send(
          Fixture.request(
              "POST /",
              "{\"QueueName\":\"park\"}",
              HOST,
              "Content-Type: application/x-amz-json-1.0",
              "X-Amz-Target: AmazonSQS.GetQueueUrl"));
      assertThat(fixture.parked.get(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(fixture.abandoned.get(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void thePublicUrlReplacesTheCallersHost() throws IOException {
    try (var other = new Fixture(Identities.claimed(), "https://queues.example.com")) {
      assertThat(other.json("q", HOST)).contains("https://queues.example.com/000000000000/q/");
      assertThat(other.json("q", "Host: queues.example.com")).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void adminPathsGoToTheAdminApi() throws IOException {
    assertThat(fixture.answer("GET /_waybill/status", "", HOST))
        .endsWith("admin /_waybill/status\n");
  }

  @Test
  void pagesFromElsewhereMayNotCall() throws IOException {
    assertThat(fixture.json("q", HOST, "Origin: http://evil.example")).startsWith("HTTP/1.1 403 ");
    assertThat(fixture.json("q", HOST, "Origin: null")).startsWith("HTTP/1.1 403 ");
    assertThat(fixture.json("q", "Host: evil.example:4566")).startsWith("HTTP/1.1 403 ");
    assertThat(fixture.json("q", HOST, "Origin: http://localhost:4566"))
        .startsWith("HTTP/1.1 200 ");
    for (String site : new String[] {"cross-site", "same-site"}) { // an image's address, a link
      assertThat(fixture.json("q", HOST, "Sec-Fetch-Site: " + site)).startsWith("HTTP/1.1 403 ");
    }
    for (String site : new String[] {"none", "same-origin"}) {
      assertThat(fixture.json("q", HOST, "Sec-Fetch-Site: " + site)).startsWith("HTTP/1.1 200 ");
    }
    for (String host : new String[] {"127.0.0.1:4566", "[::1]:4566", "waybill:4566"}) {
      assertThat(fixture.json("q", "Host: " + host)).as(host).startsWith("HTTP/1.1 200 ");
    }
  }
}
