package io.waybill.conformance.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Sdk;
import io.waybill.conformance.raw.JsonText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.cloudwatch.model.Dimension;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.RecursiveLoop;
import software.amazon.awssdk.services.sns.SnsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Functions that call themselves, by way of queues, topics, destinations and directly: what they
/// send carries the header of their event, as AWS's SDKs send it.
final class RecursionTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final int PASSES = 16;

  /// `call(service, target, body)` calls this server with the header of the event under way.
  private static final String CALLS =
      """
      def call(path, target, body, version="1.0", more={}):
          kind = "application/x-amz-json-" + version if target else "application/json"
          if isinstance(body, str):
              kind = "application/x-www-form-urlencoded"
          headers = {"Content-Type": kind, "X-Amzn-Trace-Id": os.environ["_X_AMZN_TRACE_ID"],
                     "Authorization": "AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/"
                         + more.pop("service", "sqs") + "/aws4_request, SignedHeaders=host, Signature=" + "0" * 64}
          if target:
              headers["X-Amz-Target"] = target
          data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
          request = urllib.request.Request(os.environ["AWS_ENDPOINT_URL"] + path, data, {**headers, **more})
          try:
              return urllib.request.urlopen(request).read().decode()
          except urllib.error.HTTPError as refused:
              return refused.headers.get("X-Amzn-ErrorType", "") + " " + refused.read().decode()

      def send(queue, body):
          call("/", "AmazonSQS.SendMessage", {"QueueUrl": "/000000000000/" + queue, "MessageBody": body})

      def invoke(function, kind, event):
          return call("/2015-03-31/functions/" + function + "/invocations", "", event,
                      more={"service": "lambda", "X-Amz-Invocation-Type": kind})

      """;

  private final Instant begin = Instant.now();
  private LambdaWorld world;

  @BeforeEach
  void open() {
    world = new LambdaWorld(SERVER);
  }

  private String function(String name, String source) {
    return world.function(name, CALLS + source);
  }

  private double dropped(String function) {
    SERVER.advance(Duration.ofMinutes(2));
    return Sdk.cloudWatch(SERVER)
        .getMetricStatistics(b ->
            b.namespace("AWS/Lambda")
                .metricName("RecursiveInvocationsDropped")
                .dimensions(Dimension.builder().name("FunctionName").value(function).build())
                .startTime(begin.minus(Duration.ofDays(1)))
                .endTime(begin.plus(Duration.ofDays(3)))
                .period(86_400 * 30)
                .statisticsWithStrings("Sum"))
        .datapoints()
        .stream()
        .mapToDouble(each -> each.sum())
        .sum();
  }

  @Test
  void aLoopThroughAQueueEndsAfterSixteenPassesInTheDeadLetterQueue() {
    world.queue("round-dead", Map.of());
    world.queue(
        "round",
        Map.of(
            QueueAttributeName.VISIBILITY_TIMEOUT,
            "20",
            QueueAttributeName.REDRIVE_POLICY,
            "{\"maxReceiveCount\":1,\"deadLetterTargetArn\":\"%s\"}"
                .formatted(LambdaWorld.arn("round-dead"))));
    function(
        "rounds",
        """
        def handler(event, context):
            tell("pass")
            for each in event["Records"]:
                send("round", each["body"])
        """);
    world.map("round", "rounds", b -> {});
    world.send("round", "again and again");

    assertThat(world.told(PASSES)).containsOnly("pass");
    world.await(() -> dropped("rounds") == 1);
    SERVER.advance(Duration.ofSeconds(21));
    assertThat(world.next("round-dead", 1)).containsExactly("again and again");
    assertThat(world.count(LambdaWorld.TOLD)).isZero();
  }

  private void send(String queue, String body, String header) {
    world.sqs.sendMessage(b ->
        b.queueUrl(LambdaWorld.url(queue))
            .messageBody(body)
            .overrideConfiguration(c -> c.putHeader("X-Amzn-Trace-Id", header)));
  }

  @Test
  void whatIsNoLoopPassesBesidesALoopOfTheSameQueue() {
    world.source("mixed");
    function(
        "mixes",
        """
        def handler(event, context):
            for each in event["Records"]:
                tell(each["body"] + " " + os.environ["_X_AMZN_TRACE_ID"])
        """);
    String id = world.map("mixed", "mixes", b -> {});
    String root = "Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=0";
    send("mixed", "first", root);
    String first = world.told(1).getFirst();
    assertThat(first).matches("first " + root + ";Lineage=1:[0-9a-f]{8}:0");
    String loop = first.substring("first ".length()).replaceAll(":0$", ":15");

    world.lambda.updateEventSourceMapping(b -> b.uuid(id).enabled(false));
    send("mixed", "stopped", loop);
    send("mixed", "fine", root);
    world.lambda.updateEventSourceMapping(b -> b.uuid(id).enabled(true));
    assertThat(world.told(1).getFirst()).startsWith("fine ").endsWith(":0");
    world.await(() -> world.count("mixed") == 1);
    assertThat(world.count(LambdaWorld.TOLD)).isZero();
  }

  @Test
  void aFunctionThatCallsItselfLaterEndsInItsDestination() {
    world.queue("later-failed", Map.of());
    String arn =
        function(
            "laters",
            """
            def handler(event, context):
                tell("pass")
                invoke("laters", "Event", event)
            """);
    world.lambda.putFunctionEventInvokeConfig(b ->
        b.functionName("laters")
            .destinationConfig(
                d -> d.onFailure(f -> f.destination(LambdaWorld.arn("later-failed")))));
    world.lambda.invoke(b -> b.functionName("laters").invocationType(InvocationType.EVENT));

    assertThat(world.told(PASSES)).containsOnly("pass");
    Map<String, Object> record = JsonText.read(world.next("later-failed", 1).getFirst());
    assertThat(record).doesNotContainKey("responsePayload");
    assertThat(record.get("requestContext"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
        .containsEntry("condition", "RecursiveInvocation")
        .containsEntry("functionArn", arn + ":$LATEST");
    assertThat(dropped("laters")).isEqualTo(1);
  }

  @Test
  void aFunctionThatWaitsForItselfIsRefused() {
    function(
        "waits",
        """
        def handler(event, context):
            answer = invoke("waits", "RequestResponse", {})
            if answer.startswith("RecursiveInvocationException"):
                return {"depth": 1, "refusal": answer}
            told = json.loads(answer)
            return {**told, "depth": told["depth"] + 1}
        """);
    Map<String, Object> told =
        JsonText.read(world.lambda.invoke(b -> b.functionName("waits")).payload().asUtf8String());
    assertThat(told.get("depth")).hasToString(String.valueOf(PASSES));
    assertThat(told.get("refusal"))
        .asString()
        .contains("recursive loop")
        .contains("\"Type\":\"User\"");
  }

  @Test
  void aLoopOfTwoFunctionsByTheirDestinationsEndsToo() {
    world.queue("pair-failed", Map.of());
    String source =
        """
        def handler(event, context):
            tell(context.function_name)
        """;
    List<String> both = List.of("ping", "pong");
    both.forEach(name -> function(name, source));
    for (String name : both) {
      String other = name.equals("ping") ? "pong" : "ping";
      world.lambda.putFunctionEventInvokeConfig(b ->
          b.functionName(name)
              .destinationConfig(d ->
                  d.onSuccess(s ->
                          s.destination("arn:aws:lambda:us-east-1:000000000000:function:" + other))
                      .onFailure(f -> f.destination(LambdaWorld.arn("pair-failed")))));
    }
    world.lambda.invoke(b -> b.functionName("ping").invocationType(InvocationType.EVENT));

    assertThat(world.told(2 * PASSES)).hasSize(2 * PASSES);
    assertThat(world.next("pair-failed", 1).getFirst()).contains("function:ping:$LATEST");
  }

  @Test
  void aLoopThroughATopicEnds() {
    SnsClient sns = Sdk.sns(SERVER);
    String topic = sns.createTopic(b -> b.name("spin")).topicArn();
    String arn =
        function(
            "spins",
            """
            def handler(event, context):
                tell("pass")
                call("/", "", "Action=Publish&Version=2010-03-31&Message=again&TopicArn="
                     + event["Records"][0]["Sns"]["TopicArn"], more={"service": "sns"})
            """);
    world.lambda.addPermission(b ->
        b.functionName("spins")
            .statementId("s")
            .action("lambda:InvokeFunction")
            .principal("sns.amazonaws.com"));
    sns.subscribe(b -> b.topicArn(topic).protocol("lambda").endpoint(arn));
    sns.publish(b -> b.topicArn(topic).message("once"));

    assertThat(world.told(PASSES)).containsOnly("pass");
    world.await(() -> dropped("spins") == 1);
  }

  @Test
  void aLoopThatIsAllowedGoesOn() {
    function(
        "may",
        """
        def handler(event, context):
            tell("pass")
            if event["left"] > 0:
                invoke("may", "Event", {"left": event["left"] - 1})
        """);
    world.lambda.putFunctionRecursionConfig(
        b -> b.functionName("may").recursiveLoop(RecursiveLoop.ALLOW));
    world.lambda.invoke(b ->
        b.functionName("may")
            .invocationType(InvocationType.EVENT)
            .payload(software.amazon.awssdk.core.SdkBytes.fromUtf8String("{\"left\":19}")));
    assertThat(world.told(20)).hasSize(20);
    assertThat(dropped("may")).isZero();
  }
}
