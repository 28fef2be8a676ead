package io.waybill.conformance.sqs;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.Protocol;
import io.waybill.conformance.raw.RawSqs;
import io.waybill.conformance.raw.Reply;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The query protocol as plain GETs and POSTs, on the server's URL and on a queue's.
final class QueryApiTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static RawSqs sqs() {
    return SERVER.sqs(Protocol.QUERY);
  }

  /// The JSON protocol only reads: it is told here not to look into the body.
  private static Reply get(String url, String query, String... headers) {
    var request = sqs().request(URI.create(url + (query.isEmpty() ? "" : "?" + query))).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return RawSqs.send(request, Protocol.QUERY);
  }

  @Test
  void attributesAreGotFromAQueuesUrl() {
    TestQueue queue = TestQueue.standard(sqs());
    Reply all = get(queue.url(), "Action=GetQueueAttributes&AttributeName.1=All");
    assertThat(all.status()).isEqualTo(200);
    assertThat(all.headers().firstValue("Content-Type")).contains("text/xml");
    assertThat(all.headers().firstValue("x-amzn-RequestId")).isPresent();
    assertThat(all.body())
        .contains("<GetQueueAttributesResponse")
        .contains("<Attribute><Name>QueueArn</Name><Value>arn:aws:sqs:")
        .contains("<Attribute><Name>VisibilityTimeout</Name><Value>30")
        .contains(queue.name());
    Reply one = get(queue.url(), "Action=GetQueueAttributes&AttributeName.1=QueueArn");
    assertThat(one.body()).doesNotContain("VisibilityTimeout");
  }

  @Test
  void anUnknownActionIsInvalid() {
    Reply reply = get(TestQueue.standard(sqs()).url(), "Action=FooBar&Version=2012-11-05");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body())
        .contains("<Code>InvalidAction</Code>")
        .contains("<Type>Sender</Type>")
        .contains("<Message>The action FooBar is not valid for this endpoint.</Message>");
  }

  @Test
  void aMissingBodyIsNamed() {
    Reply reply = get(TestQueue.standard(sqs()).url(), "Action=SendMessage");
    assertThat(reply.status()).isEqualTo(400);
    assertThat(reply.body())
        .contains("<Code>MissingParameter</Code>")
        .contains("<Message>The request must contain the parameter MessageBody.</Message>");
  }

  @Test
  void oneElementNeedsNoNumber() {
    String url = TestQueue.standard(sqs()).url();
    get(url, "Action=SetQueueAttributes&Attribute.Name=VisibilityTimeout&Attribute.Value=35");
    assertThat(get(url, "Action=GetQueueAttributes&AttributeName=VisibilityTimeout").body())
        .contains("<Name>VisibilityTimeout</Name><Value>35</Value>")
        .doesNotContain("DelaySeconds");
    get(url, "Action=TagQueue&Tag.Key=team&Tag.Value=a");
    assertThat(get(url, "Action=ListQueueTags").body()).contains("<Key>team</Key><Value>a</Value>");
    get(url, "Action=UntagQueue&TagKey=team");
    assertThat(get(url, "Action=ListQueueTags").body()).doesNotContain("team");
  }

  @Test
  void membersAreKnownByTheirNamesInTheModelToo() {
    String url = TestQueue.standard(sqs()).url();
    get(url, "Action=TagQueue&Tags.1.Key=team&Tags.1.Value=a&Tags.2.Key=city&Tags.2.Value=b");
    assertThat(get(url, "Action=ListQueueTags").body())
        .contains("<Key>team</Key><Value>a</Value>", "<Key>city</Key><Value>b</Value>");
    get(
        url,
        "Action=SendMessage&MessageBody=m&MessageAttributes.1.Name=k"
            + "&MessageAttributes.1.Value.DataType=String"
            + "&MessageAttributes.1.Value.StringValue=v");
    assertThat(get(url, "Action=ReceiveMessage&MessageAttributeNames.1=All").body())
        .contains("<Name>k</Name>", "<StringValue>v</StringValue>");
  }

  @Test
  void aQueueIsDeletedByItsUrl() {
    TestQueue queue = TestQueue.standard(sqs());
    assertThat(get(queue.url(), "Action=DeleteQueue").body()).contains("<DeleteQueueResponse ");
    Reply gone = get(queue.url(), "Action=GetQueueAttributes&AttributeName.1=QueueArn");
    assertThat(gone.status()).isEqualTo(400);
    assertThat(gone.body())
        .contains("<Code>AWS.SimpleQueueService.NonExistentQueue</Code>")
        .contains("<Message>The specified queue does not exist for this wsdl version");
  }

  @Test
  void messagesAreSentAndReceivedWithPlainGets() {
    String one = TestQueue.standard(sqs()).url();
    String other = TestQueue.standard(sqs()).url();
    assertThat(get(one, "Action=SendMessage&MessageBody=foobar").status()).isEqualTo(200);
    Reply nothing = get(other, "Action=ReceiveMessage");
    assertThat(nothing.body().replace("></ReceiveMessageResult>", "/>"))
        .contains("<ReceiveMessageResult/>");
    assertThat(get(one, "Action=ReceiveMessage").body())
        .contains("<Body>foobar</Body>")
        .contains("<MD5OfBody>");
  }

  @Test
  void withoutAnActionThereIsNoOperation() {
    String url = TestQueue.standard(sqs()).url();
    for (String[] headers : new String[][] {{}, {"Accept", "application/json"}}) {
      Reply reply = get(url, "", headers);
      assertThat(reply.status()).isEqualTo(404);
      assertThat(reply.body()).contains("<UnknownOperationException");
    }
  }

  @Test
  void actionsThatAreNotAboutAQueueAreInvalidOnAQueuesUrl() {
    String url = TestQueue.standard(sqs()).url();
    for (String query : new String[] {"CreateQueue&QueueName=x", "ListQueues"}) {
      Reply reply = get(url, "Action=" + query);
      String action = query.replaceFirst("&.*", "");
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body())
          .contains("<Code>InvalidAction</Code>")
          .contains("<Message>The action " + action + " is not valid for this endpoint.");
    }
  }

  @Test
  void anyQueuesUrlFindsAnyQueue() {
    String one = TestQueue.standard(sqs()).url();
    TestQueue other = TestQueue.standard(sqs());
    assertThat(get(one, "Action=GetQueueUrl&QueueName=" + other.name()).body())
        .contains("<QueueUrl>" + other.url() + "</QueueUrl>")
        .doesNotContain(one);
    assertThat(
            get(one, "Action=GetQueueAttributes&AttributeName.1=QueueArn&QueueUrl=" + other.url())
                .body())
        .contains(other.name());
  }

  @Test
  void queuesAreListedOnTheServersUrlAndItsRoot() {
    TestQueue queue = TestQueue.standard(sqs());
    for (String end : new String[] {"", "/"}) {
      Reply reply = get(SERVER.endpoint() + end, "Action=ListQueues&Version=2012-11-05");
      assertThat(reply.status()).isEqualTo(200);
      assertThat(reply.body()).contains("<ListQueuesResponse").contains(queue.url());
    }
  }

  @Test
  void nothingNeedsToBeSignedOnLoopback() {
    TestQueue queue = TestQueue.standard(sqs());
    var request =
        java.net.http.HttpRequest.newBuilder(
            URI.create(queue.url() + "?Action=GetQueueAttributes&AttributeName.1=All"));
    assertThat(RawSqs.send(request.GET(), Protocol.QUERY).status()).isEqualTo(200);
  }

  @Test
  void jsonIsSpokenOnAQueuesUrlToo() {
    TestQueue queue = TestQueue.standard(sqs());
    var request =
        sqs()
            .request(URI.create(queue.url()))
            .header("Content-Type", "application/x-amz-json-1.0")
            .header("X-Amz-Target", "AmazonSQS.ReceiveMessage")
            .POST(BodyPublishers.ofString("{\"QueueUrl\":\"" + queue.url() + "\"}"));
    Reply reply = RawSqs.send(request, Protocol.JSON);
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.output()).isEqualTo(Map.of());
  }
}
