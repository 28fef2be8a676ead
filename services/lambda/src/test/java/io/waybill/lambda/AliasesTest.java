package io.waybill.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.lambda.api.AliasConfiguration;
import io.waybill.lambda.api.AliasRoutingConfiguration;
import io.waybill.lambda.api.CreateAliasRequest;
import io.waybill.lambda.api.DeleteAliasRequest;
import io.waybill.lambda.api.DeleteFunctionRequest;
import io.waybill.lambda.api.FunctionEventInvokeConfig;
import io.waybill.lambda.api.LambdaApi;
import io.waybill.lambda.api.ListFunctionEventInvokeConfigsRequest;
import io.waybill.lambda.api.PublishVersionRequest;
import io.waybill.lambda.api.PutFunctionEventInvokeConfigRequest;
import io.waybill.lambda.api.UpdateAliasRequest;
import io.waybill.lambda.api.UpdateFunctionConfigurationRequest;
import io.waybill.store.MemoryStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Aliases and what is set for them.
final class AliasesTest {
  @TempDir Path folder;
  private Workshop workshop;

  /// A function with the versions 1 and 2.
  @BeforeEach
  void publishTwice() {
    workshop = Samples.workshop(new MemoryStore(), folder);
    workshop.call(LambdaApi.CREATE_FUNCTION, Samples.function().publish(true).build());
    workshop.pass(1_000);
    workshop.call(
        LambdaApi.UPDATE_FUNCTION_CONFIGURATION,
        UpdateFunctionConfigurationRequest.builder().functionName("f").description("2nd").build());
    workshop.call(
        LambdaApi.PUBLISH_VERSION, PublishVersionRequest.builder().functionName("f").build());
  }

  private AliasConfiguration made(String version, Map<String, Double> weights) {
    return workshop.call(
        LambdaApi.CREATE_ALIAS,
        CreateAliasRequest.builder()
            .functionName("f")
            .name("live")
            .functionVersion(version)
            .routingConfig(new AliasRoutingConfiguration(weights))
            .build());
  }

  private AliasConfiguration moved(String version) {
    return workshop.call(
        LambdaApi.UPDATE_ALIAS,
        UpdateAliasRequest.builder()
            .functionName("f")
            .name("live")
            .functionVersion(version)
            .build());
  }

  private void retried(String qualifier) {
    workshop.call(
        LambdaApi.PUT_FUNCTION_EVENT_INVOKE_CONFIG,
        PutFunctionEventInvokeConfigRequest.builder()
            .functionName("f")
            .qualifier(qualifier)
            .maximumRetryAttempts(0)
            .build());
  }

  private List<FunctionEventInvokeConfig> retries() {
    List<FunctionEventInvokeConfig> all =
        workshop
            .call(
                LambdaApi.LIST_FUNCTION_EVENT_INVOKE_CONFIGS,
                ListFunctionEventInvokeConfigsRequest.builder().functionName("f").build())
            .functionEventInvokeConfigs();
    return all == null ? List.of() : all;
  }

  @Test
  void anAliasMovesOnlyToWhereItsWeightsLetIt() {
    made("1", Map.of("2", 0.25));
    assertThatThrownBy(() -> moved("2"))
        .hasMessage(
            "Invalid function version 2. Function version 2 is already included in routing"
                + " configuration.");
    assertThatThrownBy(() -> moved("$LATEST"))
        .hasMessage("$LATEST is not supported for an alias pointing to more than 1 version");
    AliasConfiguration whole =
        workshop.call(
            LambdaApi.UPDATE_ALIAS,
            UpdateAliasRequest.builder()
                .functionName("f")
                .name("live")
                .functionVersion("2")
                .routingConfig(new AliasRoutingConfiguration(Map.of()))
                .build());
    assertThat(whole.functionVersion()).isEqualTo("2");
    assertThat(whole.routingConfig()).isNull();
  }

  @Test
  void whatWasSetForAnAliasGoesWithIt() {
    made("1", Map.of());
    retried("live");
    workshop.call(LambdaApi.DELETE_ALIAS, new DeleteAliasRequest("f", "live"));
    made("2", Map.of());
    assertThat(retries()).isEmpty();
  }

  @Test
  void whatWasSetForAVersionGoesWithIt() {
    retried("1");
    assertThat(retries()).hasSize(1);
    workshop.call(
        LambdaApi.DELETE_FUNCTION,
        DeleteFunctionRequest.builder().functionName("f").qualifier("1").build());
    assertThat(retries()).isEmpty();
  }
}
