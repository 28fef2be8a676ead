package io.waybill.conformance.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.lambda.model.FunctionResponseType;
import software.amazon.awssdk.services.lambda.model.Runtime;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.SendMessageBatchRequestEntry;

/// What event source mappings make of queues' messages.
final class MappingsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final String TELLS_BODIES =
      """
      def handler(event, context):
          tell(" ".join(r["body"] for r in event["Records"]))
      """;

  private LambdaWorld world;
  @TempDir Path folder;

  @BeforeEach
  void open() {
    world = new LambdaWorld(SERVER);
  }

  private void sendAll(String queue, int from, int count) {
    List<SendMessageBatchRequestEntry> entries = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      String body = "m" + i;
      entries.add(SendMessageBatchRequestEntry.builder().id(body).messageBody(body).build());
    }
    world.sqs.sendMessageBatch(b -> b.queueUrl(LambdaWorld.url(queue)).entries(entries));
  }

  @Test
  void aWindowGathersWhatSeveralReceivesBring() {
    world.source("gathered");
    world.function("gathers", TELLS_BODIES);
    world.map("gathered", "gathers", b -> b.batchSize(100).maximumBatchingWindowInSeconds(2));
    sendAll("gathered", 0, 10);
    sendAll("gathered", 10, 5);

    assertThat(world.told(1).getFirst().split(" ")).hasSize(15).contains("m0", "m14");
  }

  @Test
  void aBatchThatIsFullDoesNotWaitForItsWindow() {
    world.source("full");
    world.function("fills", TELLS_BODIES);
    world.map("full", "fills", b -> b.batchSize(12).maximumBatchingWindowInSeconds(300));
    sendAll("full", 0, 10);
    sendAll("full", 10, 2);

    assertThat(world.told(1).getFirst().split(" ")).hasSize(12);
  }

  @Test
  void aBurstIsDealtOutToAsManyRunsAsMayBegin() {
    world.source("burst");
    world.function("deals", TELLS_BODIES);
    String id =
        world.map(
            "burst", "deals", b -> b.enabled(false).scalingConfig(s -> s.maximumConcurrency(2)));
    sendAll("burst", 0, 10);
    world.lambda.updateEventSourceMapping(b -> b.uuid(id).enabled(true));

    assertThat(world.told(2)).allSatisfy(bodies -> assertThat(bodies.split(" ")).hasSize(5));
  }

  private void sendInOrder(String queue, String group, String... bodies) {
    for (String body : bodies) {
      world.sqs.sendMessage(
          b -> b.queueUrl(LambdaWorld.url(queue)).messageGroupId(group).messageBody(group + body));
    }
  }

  @Test
  void aGroupStaysInOrderThroughAPartialFailure() {
    world.queue(
        "line.fifo",
        Map.of(
            QueueAttributeName.FIFO_QUEUE,
            "true",
            QueueAttributeName.CONTENT_BASED_DEDUPLICATION,
            "true",
            QueueAttributeName.VISIBILITY_TIMEOUT,
            "20"));
    world.function(
        "orderly",
        """
        def handler(event, context):
            for i, r in enumerate(event["Records"]):
                if r["body"] == "a3" and r["attributes"]["ApproximateReceiveCount"] == "1":
                    tell("failed a3")
                    return {"batchItemFailures":
                            [{"itemIdentifier": x["messageId"]} for x in event["Records"][i:]]}
                tell(r["body"])
        """);
    sendInOrder("line.fifo", "a", "1", "2", "3", "4", "5");
    world.map(
        "line.fifo",
        "orderly",
        b -> b.functionResponseTypes(FunctionResponseType.REPORT_BATCH_ITEM_FAILURES));
    assertThat(world.told(3)).containsExactly("a1", "a2", "failed a3");

    // The group waits for its own; another does not.
    sendInOrder("line.fifo", "b", "1");
    assertThat(world.told(1)).containsExactly("b1");
    SERVER.advance(Duration.ofSeconds(21));
    assertThat(world.told(3)).containsExactly("a3", "a4", "a5");
    world.await(() -> world.count("line.fifo") == 0);
  }

  @Test
  void whileAFunctionMayNotRunItsMessagesStayAndNoReceiveIsCounted() {
    world.source("stopped");
    world.function(
        "stops",
        """
        def handler(event, context):
            r = event["Records"][0]
            tell(r["body"] + " " + r["attributes"]["ApproximateReceiveCount"])
        """);
    world.map("stopped", "stops", b -> b.batchSize(1));
    world.send("stopped", "one");
    assertThat(world.told(1)).containsExactly("one 1");

    world.lambda.putFunctionConcurrency(
        b -> b.functionName("stops").reservedConcurrentExecutions(0));
    // The look at the function follows the commit: a receive that waits is given up.
    SERVER.advance(Duration.ofSeconds(1));
    world.send("stopped", "two");
    SERVER.advance(Duration.ofMinutes(2));
    assertThat(world.count("stopped")).isEqualTo(1);
    world.lambda.deleteFunctionConcurrency(b -> b.functionName("stops"));
    assertThat(world.told(1)).containsExactly("two 1");
  }

  private String trouble(String mapping) {
    String told = world.lambda.getEventSourceMapping(b -> b.uuid(mapping)).lastProcessingResult();
    return told == null ? "" : told;
  }

  @Test
  void aMappingOutlivesItsQueueAndGoesOnWithTheNextOfThatName() {
    world.source("fleeting");
    world.function("stays", TELLS_BODIES);
    String id = world.map("fleeting", "stays", b -> {});
    world.sqs.deleteQueue(b -> b.queueUrl(LambdaWorld.url("fleeting")));
    SERVER.advance(Duration.ofSeconds(61));
    world.await(() -> trouble(id).startsWith("PROBLEM"));

    world.source("fleeting");
    SERVER.advance(Duration.ofSeconds(31));
    world.send("fleeting", "again");
    assertThat(world.told(1)).containsExactly("again");
  }

  @Test
  void aFunctionThatIsDeletedWhileItRunsEndsItsBatchAndLeavesTheNext() {
    world.source("leaving");
    world.function(
        "leaves",
        """
        def handler(event, context):
            tell("begun")
            time.sleep(2)
            tell("ended")
        """);
    String id = world.map("leaving", "leaves", b -> b.batchSize(1));
    world.send("leaving", "first");
    assertThat(world.told(1)).containsExactly("begun");
    world.lambda.deleteFunction(b -> b.functionName("leaves"));
    world.send("leaving", "second");

    assertThat(world.told(1)).containsExactly("ended");
    world.await(() -> world.count("leaving") == 1);
    assertThat(trouble(id)).startsWith("PROBLEM");
  }

  @Test
  void aMappingToAnAliasFollowsIt() {
    world.source("named");
    String source =
        """
        def handler(event, context):
            tell("%s " + context.function_version)
        """;
    world.function("aliased", source.formatted("old"));
    world.lambda.publishVersion(b -> b.functionName("aliased"));
    world.lambda.createAlias(b -> b.functionName("aliased").name("live").functionVersion("1"));
    world.map("named", "aliased:live", b -> {});
    world.lambda.updateFunctionCode(b ->
        b.functionName("aliased").zipFile(LambdaWorld.code(source.formatted("new"))).publish(true));
    world.lambda.waiter().waitUntilFunctionUpdatedV2(b -> b.functionName("aliased"));

    world.send("named", "x");
    assertThat(world.told(1)).containsExactly("old 1");
    world.lambda.updateAlias(b -> b.functionName("aliased").name("live").functionVersion("2"));
    world.send("named", "y");
    assertThat(world.told(1)).containsExactly("new 2");
  }

  @Test
  void aFolderOfTheHostRunsAsItStands() throws IOException {
    Path code = Files.createDirectories(folder.resolve("live"));
    Path module = code.resolve("app.py");
    String source = "def handler(event, context):\n    return '%s'\n";
    Files.writeString(module, source.formatted("before"));
    world.lambda.createFunction(b ->
        b.functionName("live")
            .runtime(Runtime.PYTHON3_12)
            .handler("app.handler")
            .role("arn:aws:iam::000000000000:role/r")
            .code(c -> c.s3Bucket("hot-reload").s3Key(code.toString())));
    world.lambda.waiter().waitUntilFunctionActiveV2(b -> b.functionName("live"));
    assertThat(answer("live")).isEqualTo("\"before\"");

    Files.writeString(module, source.formatted("afterwards"), StandardCharsets.UTF_8);
    assertThat(answer("live")).isEqualTo("\"afterwards\"");
  }

  private String answer(String function) {
    return world.lambda.invoke(b -> b.functionName(function)).payload().asUtf8String();
  }
}
