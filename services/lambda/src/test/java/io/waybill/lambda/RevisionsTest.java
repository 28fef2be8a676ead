package io.waybill.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.lambda.api.AddPermissionRequest;
import io.waybill.lambda.api.AliasConfiguration;
import io.waybill.lambda.api.CreateAliasRequest;
import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.api.GetAliasRequest;
import io.waybill.lambda.api.GetPolicyRequest;
import io.waybill.lambda.api.LambdaApi;
import io.waybill.lambda.api.PublishVersionRequest;
import io.waybill.lambda.api.RemovePermissionRequest;
import io.waybill.lambda.api.UpdateFunctionCodeRequest;
import io.waybill.lambda.api.UpdateFunctionConfigurationRequest;
import io.waybill.shapes.Unit;
import io.waybill.store.MemoryStore;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Revisions of functions, and what may be done while one is made or changed.
final class RevisionsTest {
  @TempDir Path folder;

  private final MemoryStore store = new MemoryStore();
  private Workshop workshop;
  private FunctionConfiguration made;

  @BeforeEach
  void makeFunction() {
    workshop = Samples.workshop(store, folder);
    made = workshop.call(LambdaApi.CREATE_FUNCTION, Samples.function().build());
  }

  private FunctionConfiguration describe(String text) {
    return workshop.call(
        LambdaApi.UPDATE_FUNCTION_CONFIGURATION,
        UpdateFunctionConfigurationRequest.builder().functionName("f").description(text).build());
  }

  private static AddPermissionRequest.Builder permission(String sid) {
    return AddPermissionRequest.builder()
        .functionName("f")
        .statementId(sid)
        .action("lambda:InvokeFunction")
        .principal("s3.amazonaws.com");
  }

  private static RemovePermissionRequest.Builder removal(String sid) {
    return RemovePermissionRequest.builder().functionName("f").statementId(sid);
  }

  private String policyRevision() {
    return String.valueOf(
        workshop
            .call(LambdaApi.GET_POLICY, GetPolicyRequest.builder().functionName("f").build())
            .revisionId());
  }

  private String revision() {
    return String.valueOf(Samples.configuration(workshop).revisionId());
  }

  @Test
  void underAHeldClockOnlyTheAnswerItselfTellsPending() {
    assertThat(made.state()).isEqualTo("Pending");
    FunctionConfiguration next = Samples.configuration(workshop);
    assertThat(next.state()).isEqualTo("Active");
    assertThat(next.revisionId()).isNotEqualTo(made.revisionId());
    assertThat(describe("at once").lastUpdateStatus()).isEqualTo("InProgress");
    assertThat(describe("and again").lastUpdateStatus()).isEqualTo("InProgress");
  }

  @Test
  void aChangeUnderWayRefusesTheNextUntilItIsThrough() {
    workshop.release();
    FunctionConfiguration first = describe("first");
    assertThat(Samples.configuration(workshop).revisionId()).isEqualTo(first.revisionId());
    assertThatThrownBy(() -> describe("second"))
        .hasMessage(
            "The operation cannot be performed at this time. An update is in progress for resource: "
                + Samples.ARN);
    assertThatThrownBy(() ->
            workshop.call(
                LambdaApi.PUBLISH_VERSION,
                PublishVersionRequest.builder().functionName("f").build()))
        .hasMessageContaining("An update is in progress");

    workshop.pass(500);
    FunctionConfiguration through = Samples.configuration(workshop);
    assertThat(through.lastUpdateStatus()).isEqualTo("Successful");
    assertThat(through.revisionId()).isNotEqualTo(first.revisionId());
    assertThat(describe("second").description()).isEqualTo("second");
  }

  @Test
  void aNewFunctionIsNotChangedWhileItIsPending() {
    workshop.release();
    workshop.call(LambdaApi.CREATE_FUNCTION, Samples.function().functionName("g").build());
    UpdateFunctionCodeRequest code =
        UpdateFunctionCodeRequest.builder().functionName("g").zipFile(Samples.zip("two")).build();
    assertThatThrownBy(() -> workshop.call(LambdaApi.UPDATE_FUNCTION_CODE, code))
        .hasMessage(
            "The operation cannot be performed at this time. The function is currently in the following state: Pending");
    workshop.pass(500);
    assertThat(workshop.call(LambdaApi.UPDATE_FUNCTION_CODE, code).state()).isEqualTo("Active");
  }

  @Test
  void aStatementOfThePolicyIsARevisionOfTheFunction() {
    String before = revision();
    workshop.call(LambdaApi.ADD_PERMISSION, permission("one").revisionId(before).build());
    String with = revision();
    assertThat(with).isNotEqualTo(before).isEqualTo(policyRevision());

    Unit _ = workshop.call(LambdaApi.REMOVE_PERMISSION, removal("one").revisionId(with).build());
    assertThat(revision()).isNotEqualTo(with).isNotEqualTo(before);
    assertThatThrownBy(this::policyRevision)
        .hasMessage("The resource you requested does not exist.");
    assertThatThrownBy(() -> workshop.call(LambdaApi.REMOVE_PERMISSION, removal("one").build()))
        .hasMessage("No policy is associated with the given resource.");
  }

  @Test
  void aChangeOfTheFunctionIsARevisionOfItsPolicy() {
    workshop.call(LambdaApi.ADD_PERMISSION, permission("one").build());
    String before = policyRevision();
    describe("changed");
    assertThat(policyRevision()).isNotEqualTo(before).isEqualTo(revision());
  }

  @Test
  void revisionsSurviveARestart() {
    workshop.call(LambdaApi.ADD_PERMISSION, permission("one").build());
    String before = revision();
    workshop = Samples.workshop(store, folder);
    assertThat(revision()).isEqualTo(before);
  }

  @Test
  void whoKnowsAnotherRevisionIsRefused() {
    assertThatThrownBy(() ->
            workshop.call(LambdaApi.ADD_PERMISSION, permission("one").revisionId("wrong").build()))
        .hasMessageContaining("Call the GetPolicy API");
    workshop.call(LambdaApi.ADD_PERMISSION, permission("one").build());
    assertThatThrownBy(() ->
            workshop.call(LambdaApi.REMOVE_PERMISSION, removal("one").revisionId("wrong").build()))
        .hasMessageContaining("Call the GetFunction/GetAlias API");
  }

  @Test
  void aStatementForAnAliasIsARevisionOfTheAlias() {
    workshop.call(
        LambdaApi.PUBLISH_VERSION, PublishVersionRequest.builder().functionName("f").build());
    AliasConfiguration alias =
        workshop.call(
            LambdaApi.CREATE_ALIAS,
            CreateAliasRequest.builder()
                .functionName("f")
                .name("live")
                .functionVersion("1")
                .build());
    String function = revision();
    workshop.call(LambdaApi.ADD_PERMISSION, permission("one").qualifier("live").build());
    AliasConfiguration after =
        workshop.call(
            LambdaApi.GET_ALIAS, GetAliasRequest.builder().functionName("f").name("live").build());
    assertThat(after.revisionId()).isNotEqualTo(alias.revisionId());
    assertThat(revision()).isEqualTo(function);
    assertThatThrownBy(() ->
            workshop.call(LambdaApi.ADD_PERMISSION, permission("one").qualifier("dead").build()))
        .hasMessage("Cannot find alias arn: " + Samples.ARN + ":dead");
  }
}
