package io.waybill.conformance.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import io.waybill.conformance.clients.Sdk;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.lambda.LambdaAsyncClient;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponse;
import software.amazon.awssdk.services.lambda.model.InvokeWithResponseStreamResponseHandler;

/// Invoke tells the X-Ray header that the function sees, apart from its `Lineage`: the caller's
/// own, or a new one.
final class TracedInvokeTest {
  @RegisterExtension static final RunningServer SERVER = RunningServer.with();

  private static final String HEADER = "X-Amzn-Trace-Id";
  private static final String TRACE =
      "Root=1-67891233-abcdef012345678912345678;Parent=0123456789abcdef;Sampled=1";

  private LambdaWorld world;

  @BeforeEach
  void open() {
    world = new LambdaWorld(SERVER);
  }

  private InvokeResponse invoke(String function, InvocationType type, String trace) {
    return world.lambda.invoke(b ->
        b.functionName(function)
            .invocationType(type)
            .overrideConfiguration(o -> {
              if (!trace.isEmpty()) {
                o.putHeader(HEADER, trace);
              }
            }));
  }

  private static Optional<String> told(InvokeResponse answer) {
    return answer.sdkHttpResponse().firstMatchingHeader(HEADER);
  }

  private String tracer(String name) {
    return world.function(
        name,
        "def handler(event, context): return"
            + " os.environ['_X_AMZN_TRACE_ID'].partition(';Lineage')[0]");
  }

  @Test
  void theCallersHeaderReachesTheFunctionAndComesBack() {
    InvokeResponse answer = invoke(tracer("given"), InvocationType.REQUEST_RESPONSE, TRACE);
    assertThat(answer.payload().asUtf8String()).isEqualTo('"' + TRACE + '"');
    assertThat(told(answer)).contains(TRACE);
  }

  @Test
  void withoutOneTheFunctionSeesTheNewOneThatTheAnswerTells() {
    InvokeResponse answer = invoke(tracer("made"), InvocationType.REQUEST_RESPONSE, "");
    String trace = told(answer).orElseThrow();
    assertThat(trace).matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0");
    assertThat(answer.payload().asUtf8String()).isEqualTo('"' + trace + '"');
  }

  @Test
  void anAcceptedEventTellsItsHeaderToo() {
    assertThat(told(invoke(tracer("later"), InvocationType.EVENT, TRACE))).contains(TRACE);
  }

  @Test
  void anAnswerPieceByPieceTellsTheHeaderBeforeItsFirstPiece() {
    String function = tracer("streamed");
    List<InvokeWithResponseStreamResponse> heads = new CopyOnWriteArrayList<>();
    List<String> pieces = new CopyOnWriteArrayList<>();
    try (LambdaAsyncClient lambda = Sdk.lambdaAsync(SERVER)) {
      lambda
          .invokeWithResponseStream(
              b -> b.functionName(function).overrideConfiguration(o -> o.putHeader(HEADER, TRACE)),
              InvokeWithResponseStreamResponseHandler.builder()
                  .onResponse(heads::add)
                  .subscriber(
                      InvokeWithResponseStreamResponseHandler.Visitor.builder()
                          .onPayloadChunk(chunk -> pieces.add(chunk.payload().asUtf8String()))
                          .build())
                  .build())
          .orTimeout(30, TimeUnit.SECONDS)
          .join();
    }
    assertThat(String.join("", pieces)).isEqualTo('"' + TRACE + '"');
    assertThat(heads.getFirst().sdkHttpResponse().firstMatchingHeader(HEADER)).contains(TRACE);
  }
}
