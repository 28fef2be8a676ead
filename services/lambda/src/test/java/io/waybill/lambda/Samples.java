package io.waybill.lambda;

import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.FunctionEvent;
import io.waybill.engine.functions.FunctionRunner;
import io.waybill.engine.functions.RunListener;
import io.waybill.engine.functions.RunOutcome;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.lambda.api.CreateFunctionRequest;
import io.waybill.lambda.api.FunctionCode;
import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.api.GetFunctionConfigurationRequest;
import io.waybill.lambda.api.LambdaApi;
import io.waybill.shapes.Document;
import io.waybill.store.MemoryStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Functions and requests for tests that are not about what functions do.
final class Samples {
  static final String ARN = "arn:aws:lambda:us-east-1:000000000000:function:f";

  /// A host with every runtime but Ruby, where a function answers `"ran"`.
  static final FunctionRunner RUNNER = telling(_ -> {});

  private static final Document NO_MEMBERS = new Document.Struct(Map.of());

  /// Every service answers as a queue with a long visibility timeout that has nothing to give.
  static final ServiceCalls CALLS =
      (operation, caller, input, then) -> {
        if (operation.equals("sqs:GetQueueAttributes")) {
          then.succeed(
              new Document.Struct(
                  Map.of(
                      "Attributes",
                      new Document.Struct(Map.of("VisibilityTimeout", Document.text("900"))))));
        } else if (!operation.equals("sqs:ReceiveMessage")) {
          then.succeed((Document.Struct) NO_MEMBERS);
        }
      };

  private Samples() {}

  /// Such a host, which tells `each` what it runs.
  static FunctionRunner telling(Consumer<Deployment> each) {
    return answering("\"ran\"".getBytes(StandardCharsets.UTF_8), each);
  }

  /// The same, with functions that answer `answer`.
  static FunctionRunner answering(byte[] answer, Consumer<Deployment> each) {
    return new FunctionRunner() {
      @Override
      public Optional<String> missing(String runtime) {
        return runtime.startsWith("ruby") ? Optional.of("there is no ruby") : Optional.empty();
      }

      @Override
      public void run(Deployment deployment, FunctionEvent event, RunListener listener) {
        each.accept(deployment);
        listener.ended(new RunOutcome.Returned(answer, RunOutcome.Report.NONE));
      }

      @Override
      public void provision(Deployment deployment, int environments, IntConsumer then) {
        then.accept(environments);
      }

      @Override
      public void retire(String id) {}
    };
  }

  static Workshop workshop(MemoryStore store, Path folder) {
    return new Workshop(store, folder, RUNNER, CALLS);
  }

  static byte[] zip(String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("app.py"));
      zip.write(text.getBytes(StandardCharsets.UTF_8));
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  static CreateFunctionRequest.Builder function() {
    return CreateFunctionRequest.builder()
        .functionName("f")
        .runtime("python3.12")
        .handler("app.handler")
        .role("arn:aws:iam::000000000000:role/r")
        .architectures(List.of("x86_64"))
        .code(FunctionCode.builder().zipFile(zip("one")).build());
  }

  static FunctionConfiguration configuration(Workshop workshop) {
    return workshop.call(
        LambdaApi.GET_FUNCTION_CONFIGURATION,
        GetFunctionConfigurationRequest.builder().functionName("f").build());
  }
}
