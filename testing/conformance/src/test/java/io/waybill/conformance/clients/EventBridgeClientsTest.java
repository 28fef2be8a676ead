package io.waybill.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.JsonText;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// EventBridge through the AWS CLI and boto3.
final class EventBridgeClientsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:cli-events";

  private static List<String> command(String service, String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("--endpoint-url", SERVER.endpoint().toString(), service));
    all.addAll(List.of(arguments));
    return all;
  }

  private static Map<String, Object> aws(String program, String service, String... arguments) {
    String[] all = command(service, arguments).toArray(String[]::new);
    return JsonText.read(Program.of(program).output(SERVER, all).strip());
  }

  private static Program.Ending refused(String program, String... arguments) {
    List<String> all = new ArrayList<>(List.of(program));
    all.addAll(command("events", arguments));
    return new Program(all).run(Path.of("."), URI.create(SERVER.endpoint().toString()));
  }

  private static void require(String program) {
    boolean there =
        program.startsWith("/")
            ? Files.isExecutable(Path.of(program))
            : Program.works("aws", "--version");
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(there, program + " is not installed");
    }
  }

  /// The commands of the talks about dead-letter queues, as they are printed there.
  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/aws", "aws"})
  void aRuleWithADeadLetterQueueIsPutAsPrinted(String program) {
    require(program);
    aws(program, "events", "create-event-bus", "--name", "blue-" + program.length());
    String bus = "blue-" + program.length();
    assertThat(
            aws(
                program,
                "events",
                "put-rule",
                "--event-bus-name",
                bus,
                "--name",
                "E1-rule",
                "--event-pattern",
                "{\"source\": [\"E1\"]}",
                "--region",
                "us-east-1"))
        .containsEntry("RuleArn", "arn:aws:events:us-east-1:000000000000:rule/" + bus + "/E1-rule");
    String target =
        "{\"Id\": \"I\", \"Arn\": \"arn:aws:lambda:us-east-1:123456789012:function:non-existing\","
            + "\"DeadLetterConfig\": {\"Arn\": \"arn:aws:sqs:us-east-1:123456789012:blue-service-dlq\"},"
            + "\"RetryPolicy\": {\"MaximumRetryAttempts\": 1, \"MaximumEventAgeInSeconds\": 300 }}";
    Program.Ending elsewhere =
        refused(program, "put-targets", "--rule", "E1-rule", "--targets", target);
    assertThat(elsewhere.output()).contains("Rule E1-rule does not exist on EventBus default.");
    assertThat(
            aws(
                program,
                "events",
                "put-targets",
                "--event-bus-name",
                bus,
                "--rule",
                "E1-rule",
                "--targets",
                target))
        .containsEntry("FailedEntryCount", 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/aws", "aws"})
  void anEventIsPutAndReceived(String program) {
    require(program);
    String url =
        String.valueOf(
            aws(program, "sqs", "create-queue", "--queue-name", "cli-events").get("QueueUrl"));
    aws(
        program,
        "events",
        "put-rule",
        "--name",
        "cli",
        "--event-pattern",
        "{\"source\":[\"cli\"]}");
    aws(program, "events", "put-targets", "--rule", "cli", "--targets", "Id=1,Arn=" + QUEUE);
    aws(
        program,
        "events",
        "put-events",
        "--entries",
        "[{\"Source\":\"cli\",\"DetailType\":\"d\",\"Detail\":\"{\\\"a\\\":1}\"}]");
    Map<String, Object> got =
        aws(program, "sqs", "receive-message", "--queue-url", url, "--wait-time-seconds", "5");
    Map<?, ?> message = (Map<?, ?>) ((List<?>) got.getOrDefault("Messages", List.of())).getFirst();
    assertThat(JsonText.read(String.valueOf(message.get("Body"))))
        .containsEntry("detail", Map.of("a", 1));
    aws(
        program,
        "sqs",
        "delete-message",
        "--queue-url",
        url,
        "--receipt-handle",
        String.valueOf(message.get("ReceiptHandle")));
  }

  @Test
  void boto3TellsItsStories() {
    boolean there = Program.works("python3", "-c", "import boto3");
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(there, "python3 has no boto3");
    }
    Path stories = Program.resource("/clients/boto3_events.py");
    String told = Program.of("python3").output(SERVER, stories.toString());
    assertThat(told.lines().filter(line -> line.startsWith("ok "))).hasSize(4);
  }
}
