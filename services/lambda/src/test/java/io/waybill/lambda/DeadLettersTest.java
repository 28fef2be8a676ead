package io.waybill.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.lambda.api.DeadLetterConfig;
import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.api.LambdaApi;
import io.waybill.lambda.api.UpdateFunctionConfigurationRequest;
import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.Document;
import io.waybill.store.MemoryStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a function's dead letters may go.
final class DeadLettersTest {
  private static final String QUEUE = "arn:aws:sqs:us-east-1:000000000000:there";
  private static final String TOPIC = "arn:aws:sns:us-east-1:000000000000:there";

  @TempDir Path folder;
  private final List<String> asked = new ArrayList<>();
  private Workshop workshop;

  /// Only what is called `there` is there, and what is called `denied` is for others.
  private final ServiceCalls calls =
      (operation, caller, input, then) -> {
        String named = String.valueOf(((Document.Struct) input).members().values());
        asked.add(operation + " as " + caller.principal());
        if (named.contains("denied")) {
          then.refuse(CommonErrors.ACCESS_DENIED.because("no"));
        } else if (named.contains("there")) {
          then.succeed(new Document.Struct(Map.of()));
        } else {
          then.refuse(CommonErrors.VALIDATION.because("there is none"));
        }
      };

  @BeforeEach
  void open() {
    workshop = new Workshop(new MemoryStore(), folder, Samples.RUNNER, calls);
  }

  private FunctionConfiguration created(String target) {
    return workshop.call(
        LambdaApi.CREATE_FUNCTION,
        Samples.function().deadLetterConfig(new DeadLetterConfig(target)).build());
  }

  private FunctionConfiguration updated(String target) {
    return workshop.call(
        LambdaApi.UPDATE_FUNCTION_CONFIGURATION,
        UpdateFunctionConfigurationRequest.builder()
            .functionName("f")
            .deadLetterConfig(new DeadLetterConfig(target))
            .build());
  }

  @Test
  void aQueueOrTopicThatIsThereIsTaken() {
    assertThat(created(QUEUE).deadLetterConfig()).isEqualTo(new DeadLetterConfig(QUEUE));
    assertThat(updated(TOPIC).deadLetterConfig()).isEqualTo(new DeadLetterConfig(TOPIC));
    assertThat(asked)
        .containsExactly(
            "sqs:GetQueueAttributes as lambda.amazonaws.com",
            "sns:GetTopicAttributes as lambda.amazonaws.com");
    assertThat(updated("").deadLetterConfig()).isNull();
  }

  @Test
  void whatLambdaMayNotLookAtMayBeThere() {
    String denied = "arn:aws:sqs:us-east-1:000000000000:denied";
    assertThat(created(denied).deadLetterConfig()).isEqualTo(new DeadLetterConfig(denied));
  }

  @ParameterizedTest
  @CsvSource({"sqs, SendMessage on SQS", "sns, Publish on SNS"})
  void nothingIsSentToWhatIsNotThere(String service, String call) {
    String gone = "arn:aws:" + service + ":us-east-1:000000000000:gone";
    String told = "The provided execution role does not have permissions to call " + call;
    assertThatThrownBy(() -> created(gone)).hasMessage(told);
    created("");
    assertThatThrownBy(() -> updated(gone)).hasMessage(told);
    assertThat(Samples.configuration(workshop).deadLetterConfig()).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "arn:aws:lambda:us-east-1:000000000000:function:there",
        "arn:aws:s3:::there",
        "arn:aws:sqs:::there",
        "arn:aws:sns:us-east-1:000000000000:there:5f0f1b8c-0000-4000-8000-000000000001"
      })
  void whatIsNeitherQueueNorTopicIsRefused(String target) {
    String told = "Invalid dead letter queue ARN: it is neither a queue's nor a topic's: " + target;
    assertThatThrownBy(() -> created(target)).hasMessage(told);
    created("");
    assertThatThrownBy(() -> updated(target)).hasMessage(told);
    assertThat(asked).isEmpty();
  }
}
