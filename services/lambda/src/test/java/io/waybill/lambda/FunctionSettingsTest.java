package io.waybill.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.lambda.api.CreateEventSourceMappingRequest;
import io.waybill.lambda.api.EventSourceMappingConfiguration;
import io.waybill.lambda.api.GetFunctionRecursionConfigRequest;
import io.waybill.lambda.api.GetRuntimeManagementConfigRequest;
import io.waybill.lambda.api.InvocationRequest;
import io.waybill.lambda.api.LambdaApi;
import io.waybill.lambda.api.ListTagsRequest;
import io.waybill.lambda.api.LoggingConfig;
import io.waybill.lambda.api.ProvisionedPollerConfig;
import io.waybill.lambda.api.PutFunctionRecursionConfigRequest;
import io.waybill.lambda.api.PutRuntimeManagementConfigRequest;
import io.waybill.lambda.api.ScalingConfig;
import io.waybill.lambda.api.TagResourceRequest;
import io.waybill.lambda.api.UntagResourceRequest;
import io.waybill.lambda.api.UpdateFunctionConfigurationRequest;
import io.waybill.lambda.model.HostRules;
import io.waybill.store.MemoryStore;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Settings of functions and mappings that are kept and told.
final class FunctionSettingsTest {
  @TempDir Path folder;

  private final MemoryStore store = new MemoryStore();
  private Workshop workshop;

  @BeforeEach
  void makeFunction() {
    workshop = Samples.workshop(store, folder);
    workshop.call(LambdaApi.CREATE_FUNCTION, Samples.function().build());
  }

  private CreateEventSourceMappingRequest.Builder mapping() {
    return CreateEventSourceMappingRequest.builder()
        .functionName("f")
        .eventSourceArn("arn:aws:sqs:us-east-1:000000000000:q")
        .enabled(false);
  }

  @Test
  void recursiveLoopsAreTerminatedUntilSomebodyAllowsThem() {
    GetFunctionRecursionConfigRequest get =
        GetFunctionRecursionConfigRequest.builder().functionName("f").build();
    assertThat(workshop.call(LambdaApi.GET_FUNCTION_RECURSION_CONFIG, get).recursiveLoop())
        .isEqualTo("Terminate");
    workshop.call(
        LambdaApi.PUT_FUNCTION_RECURSION_CONFIG,
        PutFunctionRecursionConfigRequest.builder()
            .functionName("f")
            .recursiveLoop("Allow")
            .build());
    workshop = Samples.workshop(store, folder);
    assertThat(workshop.call(LambdaApi.GET_FUNCTION_RECURSION_CONFIG, get).recursiveLoop())
        .isEqualTo("Allow");
  }

  @Test
  void aRuntimeIsUpdatedByItselfUntilSomebodyChoosesOne() {
    var get = GetRuntimeManagementConfigRequest.builder().functionName("f").build();
    var before = workshop.call(LambdaApi.GET_RUNTIME_MANAGEMENT_CONFIG, get);
    assertThat(before.updateRuntimeOn()).isEqualTo("Auto");
    assertThat(before.functionArn()).isEqualTo(Samples.ARN);
    var manual =
        PutRuntimeManagementConfigRequest.builder().functionName("f").updateRuntimeOn("Manual");
    assertThatThrownBy(() -> workshop.call(LambdaApi.PUT_RUNTIME_MANAGEMENT_CONFIG, manual.build()))
        .hasMessageContaining("RuntimeVersionArn");
    String version = "arn:aws:lambda:us-east-1::runtime:abc";
    workshop.call(
        LambdaApi.PUT_RUNTIME_MANAGEMENT_CONFIG, manual.runtimeVersionArn(version).build());
    assertThat(workshop.call(LambdaApi.GET_RUNTIME_MANAGEMENT_CONFIG, get).runtimeVersionArn())
        .isEqualTo(version);
  }

  @Test
  void whatIsNotSaidOfLoggingStays() {
    workshop.call(
        LambdaApi.UPDATE_FUNCTION_CONFIGURATION,
        UpdateFunctionConfigurationRequest.builder()
            .functionName("f")
            .loggingConfig(LoggingConfig.builder().logFormat("JSON").build())
            .build());
    LoggingConfig after =
        workshop
            .call(
                LambdaApi.UPDATE_FUNCTION_CONFIGURATION,
                UpdateFunctionConfigurationRequest.builder()
                    .functionName("f")
                    .loggingConfig(LoggingConfig.builder().logGroup("other").build())
                    .build())
            .loggingConfig();
    assertThat(after).isEqualTo(new LoggingConfig("JSON", "INFO", "INFO", "other"));
  }

  @Test
  void aRuntimeThatTheHostLacksIsRefusedWhereItIsAskedFor() {
    String refused =
        "The runtime ruby3.4 can't run here: there is no ruby. ./waybill runtimes lists what is"
            + " there.";
    assertThatThrownBy(() ->
            workshop.call(
                LambdaApi.CREATE_FUNCTION,
                Samples.function().functionName("gem").runtime("ruby3.4").build()))
        .hasMessage(refused);
    assertThatThrownBy(() ->
            workshop.call(
                LambdaApi.UPDATE_FUNCTION_CONFIGURATION,
                UpdateFunctionConfigurationRequest.builder()
                    .functionName("f")
                    .runtime("ruby3.4")
                    .build()))
        .hasMessage(refused);
    assertThat(Samples.configuration(workshop).runtime()).isNotEqualTo("ruby3.4");
  }

  @Test
  void anAliasIsNotDeletedAsAFunction() {
    workshop.call(
        LambdaApi.CREATE_ALIAS,
        io.waybill.lambda.api.CreateAliasRequest.builder()
            .functionName("f")
            .name("live")
            .functionVersion("$LATEST")
            .build());
    assertThatThrownBy(() ->
            workshop.call(
                LambdaApi.DELETE_FUNCTION,
                io.waybill.lambda.api.DeleteFunctionRequest.builder()
                    .functionName("f")
                    .qualifier("live")
                    .build()))
        .hasMessage("Deletion of aliases is not currently supported.");
  }

  @Test
  void aRuntimeOfThePastIsRefusedInTheWordsOfAws() {
    assertThatThrownBy(() ->
            workshop.call(
                LambdaApi.CREATE_FUNCTION,
                Samples.function().functionName("gem").runtime("ruby2.7").build()))
        .hasMessageContaining("(ruby3.2) while creating or updating functions");
  }

  @Test
  void whereTheHostAcceptsItAFunctionMayNameALackedRuntimeButDoesNotRun() {
    Workshop workshop =
        new Workshop(
            new MemoryStore(),
            folder.resolve("other"),
            Samples.RUNNER,
            Samples.CALLS,
            new HostRules(true, true));
    workshop.call(
        LambdaApi.CREATE_FUNCTION,
        Samples.function().functionName("gem").runtime("ruby3.4").build());
    assertThatThrownBy(() ->
            workshop.call(
                LambdaApi.INVOKE, InvocationRequest.builder().functionName("gem").build()))
        .hasMessage("The runtime ruby3.4 can't run here: there is no ruby");
  }

  @Test
  void aMappingHasAnArnAndTagsThatStay() {
    EventSourceMappingConfiguration made =
        workshop.call(
            LambdaApi.CREATE_EVENT_SOURCE_MAPPING, mapping().tags(Map.of("a", "1")).build());
    String arn = "arn:aws:lambda:us-east-1:000000000000:event-source-mapping:" + made.uuid();
    assertThat(made.eventSourceMappingArn()).isEqualTo(arn);
    assertThat(made.state()).isEqualTo("Disabled");
    workshop.call(
        LambdaApi.TAG_RESOURCE,
        TagResourceRequest.builder().resource(arn).tags(Map.of("b", "2")).build());
    workshop.call(
        LambdaApi.UNTAG_RESOURCE,
        UntagResourceRequest.builder().resource(arn).tagKeys(List.of("a")).build());
    workshop = Samples.workshop(store, folder);
    assertThat(
            workshop
                .call(LambdaApi.LIST_TAGS, ListTagsRequest.builder().resource(arn).build())
                .tags())
        .containsExactly(Map.entry("b", "2"));
  }

  @Test
  void pollersAreProvisionedOrScaledButNotBoth() {
    ProvisionedPollerConfig pollers =
        ProvisionedPollerConfig.builder().minimumPollers(2).maximumPollers(5).build();
    assertThatThrownBy(() ->
            workshop.call(
                LambdaApi.CREATE_EVENT_SOURCE_MAPPING,
                mapping()
                    .provisionedPollerConfig(pollers)
                    .scalingConfig(new ScalingConfig(2))
                    .build()))
        .hasMessageContaining("ProvisionedPollerConfig");
    assertThat(
            workshop
                .call(
                    LambdaApi.CREATE_EVENT_SOURCE_MAPPING,
                    mapping().provisionedPollerConfig(pollers).build())
                .provisionedPollerConfig())
        .isEqualTo(pollers);
  }

  @Test
  void aStreamIsNotFoundAfterItsStartIsAsked() {
    String stream = "arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/s";
    var request = mapping().eventSourceArn(stream);
    assertThatThrownBy(() -> workshop.call(LambdaApi.CREATE_EVENT_SOURCE_MAPPING, request.build()))
        .hasMessage(
            "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.");
    request.startingPosition("AT_TIMESTAMP");
    assertThatThrownBy(() -> workshop.call(LambdaApi.CREATE_EVENT_SOURCE_MAPPING, request.build()))
        .hasMessage("Unsupported starting position for arn type: " + stream);
    request.startingPosition("LATEST");
    assertThatThrownBy(() -> workshop.call(LambdaApi.CREATE_EVENT_SOURCE_MAPPING, request.build()))
        .hasMessage("Stream not found: " + stream);
  }
}
