package io.waybill.lambda;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.lambda.api.InvocationRequest;
import io.waybill.lambda.api.InvocationResponse;
import io.waybill.lambda.api.LambdaApi;
import io.waybill.store.MemoryStore;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What callers get of answers.
final class AnswersTest {
  /// AWS names this limit in its refusal: some bytes more than 6 MB. The runtime's edge holds it.
  private static final int BYTES_MAX = 6_291_556;

  @TempDir Path folder;

  @Test
  void whatTheRuntimeTookIsPassedOnWhole() {
    byte[] answer = new byte[BYTES_MAX];
    Workshop workshop =
        new Workshop(new MemoryStore(), folder, Samples.answering(answer, _ -> {}), Samples.CALLS);
    workshop.call(LambdaApi.CREATE_FUNCTION, Samples.function().build());
    InvocationResponse told =
        workshop.call(LambdaApi.INVOKE, InvocationRequest.builder().functionName("f").build());
    assertThat(told.functionError()).isNull();
    assertThat(told.payload()).hasSize(BYTES_MAX);
  }
}
