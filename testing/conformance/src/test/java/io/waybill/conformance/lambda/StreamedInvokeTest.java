package io.waybill.conformance.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Functions;
import io.waybill.conformance.clients.Sdk;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamCompleteEvent;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponse;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponseHandler;
import software.amazon.awssdk.services.lambda.model.LogType;
import software.amazon.awssdk.services.lambda.model.Runtime;

/// InvokeWithResponseStream through the AWS SDK, which checks every frame.
final class StreamedInvokeTest {
  private static final String SOURCE =
      """
      export const handler = awslambda.streamifyResponse(async (event, out) => {
        for (let i = 0; i < event.pieces; i++) out.write('piece ' + i + ';');
        if (event.bad) throw new RangeError('halfway');
        out.end();
      });
      """;

  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  /// What one invocation told.
  private record Told(
      InvokeWithResponseStreamResponse head,
      String text,
      List<InvokeWithResponseStreamCompleteEvent> ends) {}

  private static void create() {
    try (LambdaClient lambda = Sdk.lambda(SERVER)) {
      Functions.make(lambda, "piecemeal", Runtime.NODEJS22_X, "app.mjs", SOURCE);
    }
  }

  private static Told invoke(LambdaAsyncClient lambda, String payload) {
    List<InvokeWithResponseStreamResponse> heads = new CopyOnWriteArrayList<>();
    List<String> pieces = new CopyOnWriteArrayList<>();
    List<InvokeWithResponseStreamCompleteEvent> ends = new CopyOnWriteArrayList<>();
    lambda
        .invokeWithResponseStream(
            b ->
                b.functionName("piecemeal")
                    .logType(LogType.TAIL)
                    .payload(SdkBytes.fromUtf8String(payload)),
            InvokeWithResponseStreamResponseHandler.builder()
                .onResponse(heads::add)
                .subscriber(
                    InvokeWithResponseStreamResponseHandler.Visitor.builder()
                        .onPayloadChunk(chunk -> pieces.add(chunk.payload().asUtf8String()))
                        .onInvokeComplete(ends::add)
                        .build())
                .build())
        .orTimeout(30, TimeUnit.SECONDS)
        .join();
    return new Told(heads.getFirst(), String.join("", pieces), ends);
  }

  @Test
  void piecesComeAndThenTheEndWithTheLog() {
    create();
    try (LambdaAsyncClient lambda = Sdk.lambdaAsync(SERVER)) {
      List<String> expected = new ArrayList<>();
      for (int i = 0; i < 5000; i++) {
        expected.add("piece " + i + ";");
      }
      Told told = invoke(lambda, "{\"pieces\": 5000}");
      assertThat(told.head().executedVersion()).isEqualTo("$LATEST");
      assertThat(told.text()).isEqualTo(String.join("", expected));
      assertThat(told.ends()).hasSize(1);
      assertThat(told.ends().getFirst().errorCode()).isNull();
      assertThat(new String(Base64.getDecoder().decode(told.ends().getFirst().logResult()), UTF_8))
          .contains("REPORT RequestId: ");

      Told broken = invoke(lambda, "{\"pieces\": 2, \"bad\": 1}");
      assertThat(broken.text()).isEqualTo("piece 0;piece 1;");
      assertThat(broken.ends().getFirst().errorCode()).isEqualTo("Unhandled");
      assertThat(broken.ends().getFirst().errorDetails()).contains("RangeError", "halfway");
    }
  }
}
