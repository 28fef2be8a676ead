package io.waybill.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.core.AccountId;
import io.waybill.core.Region;
import io.waybill.engine.gateway.Caller;
import io.waybill.lambda.api.AddLayerVersionPermissionRequest;
import io.waybill.lambda.api.DeleteLayerVersionRequest;
import io.waybill.lambda.api.GetLayerVersionPolicyRequest;
import io.waybill.lambda.api.GetLayerVersionPolicyResponse;
import io.waybill.lambda.api.InvocationRequest;
import io.waybill.lambda.api.LambdaApi;
import io.waybill.lambda.api.LayerVersionContentInput;
import io.waybill.lambda.api.PublishLayerVersionRequest;
import io.waybill.lambda.api.PublishLayerVersionResponse;
import io.waybill.lambda.api.RemoveLayerVersionPermissionRequest;
import io.waybill.store.MemoryStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Layers, and whom their policies let in.
final class LayersTest {
  private static final String VERSION = "arn:aws:lambda:us-east-1:000000000000:layer:l:1";
  private static final Caller NEIGHBOUR =
      new Caller(
          new AccountId("111111111111"),
          new Region("us-east-1"),
          "arn:aws:iam::111111111111:root",
          "5f0f1b8c-0000-4000-8000-000000000002",
          "http://localhost:4566");

  @TempDir Path folder;

  private Workshop workshop;
  private PublishLayerVersionResponse published;

  @BeforeEach
  void publishLayer() {
    workshop = Samples.workshop(new MemoryStore(), folder);
    published =
        workshop.call(
            LambdaApi.PUBLISH_LAYER_VERSION,
            PublishLayerVersionRequest.builder()
                .layerName("l")
                .content(LayerVersionContentInput.builder().zipFile(Samples.zip("layer")).build())
                .build());
  }

  private void permit(String sid, String principal) {
    workshop.call(
        LambdaApi.ADD_LAYER_VERSION_PERMISSION,
        AddLayerVersionPermissionRequest.builder()
            .layerName("l")
            .versionNumber(1L)
            .statementId(sid)
            .action("lambda:GetLayerVersion")
            .principal(principal)
            .build());
  }

  private GetLayerVersionPolicyResponse policy() {
    return workshop.call(
        LambdaApi.GET_LAYER_VERSION_POLICY,
        GetLayerVersionPolicyRequest.builder().layerName("l").versionNumber(1L).build());
  }

  private RemoveLayerVersionPermissionRequest.Builder removal(String sid) {
    return RemoveLayerVersionPermissionRequest.builder()
        .layerName("l")
        .versionNumber(1L)
        .statementId(sid);
  }

  @Test
  void aPublishedVersionTellsWhereItIs() {
    assertThat(published.layerVersionArn()).isEqualTo(VERSION);
    assertThat(published.content())
        .isNotNull()
        .extracting(content -> content.location())
        .asString()
        .startsWith("http://localhost:4566/");
    assertThat(published.compatibleRuntimes()).isNull();
  }

  @Test
  void aPolicyGrowsAndShrinksByStatements() {
    assertThatThrownBy(this::policy).hasMessage("No policy is associated with the given resource.");
    permit("one", "*");
    String first = String.valueOf(policy().revisionId());
    permit("two", "111111111111");
    assertThat(policy().policy())
        .contains("\"Sid\":\"one\"", "\"AWS\":\"arn:aws:iam::111111111111:root\"");
    assertThatThrownBy(() ->
            workshop.call(
                LambdaApi.REMOVE_LAYER_VERSION_PERMISSION,
                removal("one").revisionId(first).build()))
        .hasMessageContaining("Call the GetLayerPolicy API");
    assertThatThrownBy(() ->
            workshop.call(LambdaApi.REMOVE_LAYER_VERSION_PERMISSION, removal("three").build()))
        .hasMessage("Statement three is not found in resource policy.");
    workshop.call(LambdaApi.REMOVE_LAYER_VERSION_PERMISSION, removal("one").build());
    workshop.call(LambdaApi.REMOVE_LAYER_VERSION_PERMISSION, removal("two").build());
    assertThatThrownBy(this::policy).hasMessage("No policy is associated with the given resource.");
  }

  @Test
  void aPolicyGoesWithItsVersion() {
    permit("one", "*");
    workshop.call(
        LambdaApi.DELETE_LAYER_VERSION,
        DeleteLayerVersionRequest.builder().layerName("l").versionNumber(1L).build());
    assertThatThrownBy(this::policy).hasMessage("Layer version " + VERSION + " does not exist.");
  }

  @Test
  void anotherAccountUsesALayerOnlyIfItsPolicySaysSo() {
    var request =
        Samples.function()
            .role("arn:aws:iam::111111111111:role/r")
            .layers(List.of(VERSION))
            .build();
    permit("another", "222222222222");
    assertThatThrownBy(() -> workshop.call(NEIGHBOUR, LambdaApi.CREATE_FUNCTION, request))
        .hasMessageContaining(
            "is not authorized to perform: lambda:GetLayerVersion on resource: " + VERSION);
    permit("neighbour", "111111111111");
    assertThat(workshop.call(NEIGHBOUR, LambdaApi.CREATE_FUNCTION, request).layers()).hasSize(1);
  }

  @Test
  void theLayersOwnAccountNeedsNoPolicy() {
    assertThat(
            workshop
                .call(
                    LambdaApi.CREATE_FUNCTION, Samples.function().layers(List.of(VERSION)).build())
                .layers())
        .hasSize(1);
  }

  private static void publish(Workshop workshop, String code) {
    workshop.call(
        LambdaApi.PUBLISH_LAYER_VERSION,
        PublishLayerVersionRequest.builder()
            .layerName("l")
            .content(LayerVersionContentInput.builder().zipFile(Samples.zip(code)).build())
            .build());
  }

  private static void delete(Workshop workshop, long version) {
    workshop.call(
        LambdaApi.DELETE_LAYER_VERSION,
        DeleteLayerVersionRequest.builder().layerName("l").versionNumber(version).build());
  }

  @Test
  void aFunctionKeepsALayerThatIsDeletedAlsoOverARestart() {
    MemoryStore store = new MemoryStore();
    Path data = folder.resolve("kept");
    Workshop before = Samples.workshop(store, data);
    publish(before, "layer");
    before.call(LambdaApi.CREATE_FUNCTION, Samples.function().layers(List.of(VERSION)).build());
    delete(before, 1);
    publish(before, "named by no function");
    delete(before, 2);
    List<Path> laid = new ArrayList<>();
    Workshop after =
        new Workshop(
            store, data, Samples.telling(each -> laid.addAll(each.layers())), Samples.CALLS);
    after.call(LambdaApi.INVOKE, InvocationRequest.builder().functionName("f").build());
    assertThat(laid)
        .singleElement()
        .satisfies(each -> assertThat(each.resolve("app.py")).hasContent("layer"));
    assertThat(data.resolve("unpacked").toFile().list()).hasSize(2);
    assertThatThrownBy(() ->
            after.call(
                LambdaApi.CREATE_FUNCTION,
                Samples.function().functionName("g").layers(List.of(VERSION)).build()))
        .hasMessage("Layer version " + VERSION + " does not exist.");
  }
}
