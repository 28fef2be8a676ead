package io.waybill.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.JsonText;
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

/// SNS through the AWS CLI and boto3.
final class SnsClientsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static Map<String, Object> aws(String program, String service, String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("--endpoint-url", SERVER.endpoint().toString(), service));
    all.addAll(List.of(arguments));
    String told = Program.of(program).output(SERVER, all.toArray(String[]::new)).strip();
    return told.isEmpty() ? Map.of() : JsonText.read(told);
  }

  private static void require(boolean there, String what) {
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(there, what + " is not installed");
    }
  }

  /// Publishing as the talks show it, and looking at the queue behind.
  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/aws", "aws"})
  void aMessageIsPublishedAsPrinted(String program) {
    require(
        program.startsWith("/")
            ? Files.isExecutable(Path.of(program))
            : Program.works("aws", "--version"),
        program);
    String name = "cli-" + program.length();
    String topic =
        String.valueOf(aws(program, "sns", "create-topic", "--name", name).get("TopicArn"));
    assertThat(topic).isEqualTo("arn:aws:sns:us-east-1:000000000000:" + name);
    String url =
        String.valueOf(aws(program, "sqs", "create-queue", "--queue-name", name).get("QueueUrl"));
    String queue = "arn:aws:sqs:us-east-1:000000000000:" + name;
    aws(
        program,
        "sns",
        "subscribe",
        "--topic-arn",
        topic,
        "--protocol",
        "sqs",
        "--notification-endpoint",
        queue,
        "--attributes",
        "RawMessageDelivery=true");
    assertThat(aws(program, "sns", "publish", "--topic-arn", topic, "--message", "Test message"))
        .containsKey("MessageId");
    Map<String, Object> got =
        aws(program, "sqs", "receive-message", "--queue-url", url, "--wait-time-seconds", "5");
    assertThat(String.valueOf(got.get("Messages"))).contains("Test message");
    aws(program, "sns", "delete-topic", "--topic-arn", topic);
  }

  @Test
  void boto3TellsItsStories() {
    require(Program.works("python3", "-c", "import boto3"), "boto3 of python3");
    Path stories = Program.resource("/clients/boto3_topics.py");
    String told = Program.of("python3").output(SERVER, stories.toString());
    assertThat(told.lines().filter(line -> line.startsWith("ok "))).hasSize(4);
  }
}
