package io.waybill.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.FunctionEvent;
import io.waybill.engine.functions.FunctionRunner;
import io.waybill.engine.functions.RunListener;
import io.waybill.engine.functions.RunOutcome;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.lambda.api.CreateFunctionRequest;
import io.waybill.lambda.api.DeadLetterConfig;
import io.waybill.lambda.api.FunctionCode;
import io.waybill.lambda.api.InvocationRequest;
import io.waybill.lambda.api.InvocationResponse;
import io.waybill.lambda.api.LambdaApi;
import io.waybill.lambda.api.PublishVersionRequest;
import io.waybill.lambda.api.PutFunctionConcurrencyRequest;
import io.waybill.lambda.api.UpdateFunctionConfigurationRequest;
import io.waybill.shapes.Document;
import io.waybill.shapes.Refusal;
import io.waybill.store.MemoryStore;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What becomes of events that functions are given to run.
final class AsyncEventsTest {
  @TempDir Path folder;

  private final List<String> ran = new ArrayList<>();
  private final List<String> letters = new ArrayList<>();
  private final List<String> traces = new ArrayList<>();
  private final List<String> places = new ArrayList<>();
  private final MemoryStore store = new MemoryStore();

  private final ServiceCalls calls =
      (operation, caller, input, then) -> {
        if (!operation.equals("sqs:GetQueueAttributes")) {
          traces.add(caller.traceHeader());
          places.add(String.valueOf(((Document.Struct) input).members().get("QueueUrl")));
          letters.add(operation + " " + ((Document.Struct) input).members().get("MessageBody"));
        }
        then.succeed(new Document.Struct(Map.of()));
      };

  private record Runner(RunOutcome outcome, Runnable each) implements FunctionRunner {
    @Override
    public Optional<String> missing(String runtime) {
      return Optional.empty();
    }

    @Override
    public void run(Deployment deployment, FunctionEvent event, RunListener listener) {
      each.run();
      listener.ended(outcome);
    }

    @Override
    public void provision(
        Deployment deployment, int environments, java.util.function.IntConsumer then) {
      then.accept(environments);
    }

    @Override
    public void retire(String id) {}
  }

  private Workshop workshop(RunOutcome outcome) {
    Workshop[] made = new Workshop[1];
    made[0] =
        new Workshop(
            store,
            folder,
            new Runner(outcome, () -> ran.add("at " + made[0].secondsSinceBegin())),
            calls);
    return made[0];
  }

  private static RunOutcome fails() {
    return new RunOutcome.Failed(
        false,
        "Error",
        "{\"errorMessage\":\"no\",\"errorType\":\"Error\"}".getBytes(StandardCharsets.UTF_8),
        RunOutcome.Report.NONE);
  }

  static byte[] zip(String name) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry(name));
      zip.write(1);
    }
    return bytes.toByteArray();
  }

  static CreateFunctionRequest function(byte[] zip) {
    return CreateFunctionRequest.builder()
        .functionName("f")
        .runtime("python3.12")
        .handler("h.handler")
        .role("arn:aws:iam::000000000000:role/r")
        .code(FunctionCode.builder().zipFile(zip).build())
        .deadLetterConfig(new DeadLetterConfig("arn:aws:sqs:us-east-1:000000000000:d"))
        .build();
  }

  private static InvocationRequest event() {
    return InvocationRequest.builder()
        .functionName("f")
        .invocationType("Event")
        .payload("{\"a\":1}".getBytes(StandardCharsets.UTF_8))
        .build();
  }

  @Test
  void anEventThatFailsIsTriedAfterOneMinuteAndTwoAndThenBecomesADeadLetter() throws Exception {
    Workshop workshop = workshop(fails());
    workshop.call(LambdaApi.CREATE_FUNCTION, function(zip("h.py")));
    InvocationResponse answer = workshop.call(LambdaApi.INVOKE, event());
    assertThat(answer.statusCode()).isEqualTo(202);
    while (workshop.next() && letters.isEmpty()) {}
    assertThat(ran).containsExactly("at 0", "at 60", "at 180");
    assertThat(letters).hasSize(1).first().asString().contains("{\"a\":1}");
  }

  @Test
  void anAttemptThatWasCountedStaysCountedAfterARestart() throws Exception {
    Workshop before = workshop(fails());
    before.call(LambdaApi.CREATE_FUNCTION, function(zip("h.py")));
    before.call(LambdaApi.INVOKE, event());
    before.settle();
    assertThat(ran).hasSize(1);
    Workshop after = workshop(fails());
    while (letters.isEmpty() && after.next()) {}
    assertThat(ran).hasSize(3);
  }

  @Test
  void aFunctionThatIsStoppedSendsItsEventsStraightToTheDeadLetters() throws Exception {
    Workshop workshop = workshop(fails());
    workshop.call(LambdaApi.CREATE_FUNCTION, function(zip("h.py")));
    workshop.call(LambdaApi.PUT_FUNCTION_CONCURRENCY, new PutFunctionConcurrencyRequest("f", 0));
    workshop.call(LambdaApi.INVOKE, event());
    workshop.settle();
    assertThat(ran).isEmpty();
    assertThat(letters).hasSize(1);
  }

  @Test
  void aVersionHasDeadLettersOfItsOwn() throws Exception {
    Workshop workshop = workshop(fails());
    workshop.call(LambdaApi.CREATE_FUNCTION, function(zip("h.py")));
    workshop.call(
        LambdaApi.PUBLISH_VERSION, PublishVersionRequest.builder().functionName("f").build());
    workshop.call(
        LambdaApi.UPDATE_FUNCTION_CONFIGURATION,
        UpdateFunctionConfigurationRequest.builder()
            .functionName("f")
            .deadLetterConfig(new DeadLetterConfig("arn:aws:sqs:us-east-1:000000000000:later"))
            .build());
    workshop.call(LambdaApi.INVOKE, event().toBuilder().qualifier("1").build());
    while (letters.isEmpty() && workshop.next()) {}
    workshop.call(LambdaApi.PUT_FUNCTION_CONCURRENCY, new PutFunctionConcurrencyRequest("f", 0));
    workshop.call(LambdaApi.INVOKE, event().toBuilder().qualifier("1").build());
    workshop.call(LambdaApi.INVOKE, event());
    workshop.settle();
    assertThat(places).hasSize(3);
    assertThat(places.subList(0, 2)).allMatch(each -> each.contains("/000000000000/d"));
    assertThat(places.getLast()).contains("/000000000000/later");
  }

  @Test
  void theHeaderOfTheCallGoesAlongEvenThroughARestart() throws Exception {
    Workshop before = workshop(fails());
    before.call(LambdaApi.CREATE_FUNCTION, function(zip("h.py")));
    before.call(
        Workshop.CALLER.tracedBy("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1"),
        LambdaApi.INVOKE,
        event());
    before.settle();
    Workshop after = workshop(fails());
    while (letters.isEmpty() && after.next()) {}
    assertThat(traces)
        .singleElement()
        .asString()
        .matches("Root=1-5759e988-bd862e3fe1be46a994272793;Sampled=1;Lineage=1:[0-9a-f]{8}:0");
  }

  @Test
  void aCallWithoutAHeaderGetsOne() throws Exception {
    Workshop workshop = workshop(fails());
    workshop.call(LambdaApi.CREATE_FUNCTION, function(zip("h.py")));
    workshop.call(LambdaApi.PUT_FUNCTION_CONCURRENCY, new PutFunctionConcurrencyRequest("f", 0));
    workshop.call(LambdaApi.INVOKE, event());
    workshop.settle();
    assertThat(traces)
        .singleElement()
        .asString()
        .matches(
            "Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0;Lineage=1:[0-9a-f]{8}:0");
  }

  @Test
  void aPackageThatLeavesItsFolderIsRefused() {
    Workshop workshop = workshop(fails());
    assertThatThrownBy(() -> workshop.call(LambdaApi.CREATE_FUNCTION, function(zip("../out.py"))))
        .isInstanceOf(Refusal.class)
        .hasMessageContaining("Could not unzip uploaded file");
    assertThat(folder.resolveSibling("out.py")).doesNotExist();
  }
}
