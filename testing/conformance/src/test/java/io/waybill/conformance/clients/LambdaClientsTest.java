package io.waybill.conformance.clients;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.raw.JsonText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lambda through the AWS CLI and boto3.
final class LambdaClientsTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  @TempDir Path folder;

  private static String text(String program, String... arguments) {
    List<String> all =
        new ArrayList<>(List.of("--endpoint-url", SERVER.endpoint().toString(), "lambda"));
    all.addAll(List.of(arguments));
    return Program.of(program).output(SERVER, all.toArray(String[]::new)).strip();
  }

  private static Map<String, Object> aws(String program, String... arguments) {
    return JsonText.read(text(program, arguments));
  }

  private static void require(boolean there, String what) {
    if (!"true".equals(System.getenv("CI"))) {
      Assumptions.assumeTrue(there, what + " is not installed");
    }
  }

  private String zip(String source) throws IOException {
    Path file = folder.resolve("f.zip");
    Files.write(file, Functions.zip("app.py", source));
    return "fileb://" + file;
  }

  /// A function from its making to its end, as the handbooks show it.
  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/aws", "aws"})
  void aFunctionIsMadeWaitedForCalledAndPublished(String program) throws IOException {
    require(
        program.startsWith("/")
            ? Files.isExecutable(Path.of(program))
            : Program.works("aws", "--version"),
        program);
    String name = "cli-" + program.length();
    String arn = "arn:aws:lambda:us-east-1:000000000000:function:" + name;
    Map<String, Object> made =
        aws(
            program,
            "create-function",
            "--function-name",
            name,
            "--runtime",
            "python3.12",
            "--handler",
            "app.handler",
            "--role",
            "arn:aws:iam::000000000000:role/r",
            "--zip-file",
            zip("def handler(event, context): return 'ran'\n"));
    assertThat(made).containsEntry("State", "Pending").containsEntry("FunctionArn", arn);
    text(program, "wait", "function-active", "--function-name", name);
    Path answer = folder.resolve("answer.json");
    assertThat(aws(program, "invoke", "--function-name", name, answer.toString()))
        .containsEntry("ExecutedVersion", "$LATEST");
    assertThat(Files.readString(answer)).isEqualTo("\"ran\"");

    assertThat(aws(program, "publish-version", "--function-name", name))
        .containsEntry("FunctionArn", arn + ":1")
        .containsEntry("State", "Active");
    assertThat(
            aws(
                program,
                "create-alias",
                "--function-name",
                name,
                "--name",
                "live",
                "--function-version",
                "1"))
        .containsEntry("AliasArn", arn + ":live");
    text(program, "tag-resource", "--resource", arn, "--tags", "team=blue");
    assertThat(aws(program, "list-tags", "--resource", arn))
        .containsEntry("Tags", Map.of("team", "blue"));
    text(program, "delete-function", "--function-name", name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/usr/bin/python3", "python3"})
  void boto3TellsItsStories(String python) {
    require(Program.works(python, "-c", "import boto3"), "boto3 of " + python);
    Path stories = Program.resource("/clients/boto3_functions.py");
    String told = Program.of(python).output(SERVER, stories.toString());
    assertThat(told.lines().filter(line -> line.startsWith("ok "))).hasSize(9);
  }
}
