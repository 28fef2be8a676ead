package io.waybill.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.JsonText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The AWS CLI: Debian's (query protocol) and whatever else is on the PATH (JSON).
final class AwsCliTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static Map<String, Object> aws(String program, String... arguments) {
    String[] all = new String[arguments.length + 3];
    all[0] = "--endpoint-url";
    all[1] = SERVER.endpoint().toString();
    all[2] = "sqs";
    System.arraycopy(arguments, 0, all, 3, arguments.length);
    return JsonText.read(Program.of(program).output(SERVER, all).strip());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/aws", "aws"})
  void theFirstStepsOfEverybodyWork(String program) {
    boolean there =
        program.startsWith("/")
            ? Files.isExecutable(Path.of(program))
            : Program.works("aws", "--version");
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(there, program + " is not installed");
    }
    String name = "cli-" + UUID.randomUUID();
    String url = String.valueOf(aws(program, "create-queue", "--queue-name", name).get("QueueUrl"));
    assertThat(url).isEqualTo(SERVER.endpoint() + "/000000000000/" + name);
    Map<String, Object> sent =
        aws(program, "send-message", "--queue-url", url, "--message-body", "hello");
    assertThat(sent).containsEntry("MD5OfMessageBody", "5d41402abc4b2a76b9719d911017c592");
    Map<String, Object> got =
        aws(
            program,
            "receive-message",
            "--queue-url",
            url,
            "--attribute-names",
            "All",
            "--wait-time-seconds",
            "1");
    Map<?, ?> message = (Map<?, ?>) ((List<?>) got.getOrDefault("Messages", List.of())).getFirst();
    assertThat(message.get("Body")).isEqualTo("hello");
    String handle = String.valueOf(message.get("ReceiptHandle"));
    assertThat(aws(program, "delete-message", "--queue-url", url, "--receipt-handle", handle))
        .isEmpty();
    assertThat(
            aws(
                program,
                "get-queue-attributes",
                "--queue-url",
                url,
                "--attribute-names",
                "ApproximateNumberOfMessages"))
        .containsEntry("Attributes", Map.of("ApproximateNumberOfMessages", "0"));
    assertThat(aws(program, "list-queues", "--queue-name-prefix", name))
        .containsEntry("QueueUrls", List.of(url));
    assertThat(aws(program, "delete-queue", "--queue-url", url)).isEmpty();
  }
}
