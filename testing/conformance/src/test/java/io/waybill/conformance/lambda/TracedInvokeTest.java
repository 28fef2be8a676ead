package io.waybill.conformance.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.conformance.RunningServer;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.lambda.model.InvocationType;
import software.amazon.awssdk.services.lambda.model.InvokeResponse;

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
}
