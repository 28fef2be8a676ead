package io.waybill.lambda.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.lambda.api.AddLayerVersionPermissionRequest;
import io.waybill.lambda.api.AddLayerVersionPermissionResponse;
import io.waybill.lambda.api.GetLayerVersionPolicyRequest;
import io.waybill.lambda.api.GetLayerVersionPolicyResponse;
import io.waybill.lambda.api.GetPolicyResponse;
import io.waybill.lambda.api.RemoveLayerVersionPermissionRequest;
import io.waybill.lambda.decide.Step;
import io.waybill.lambda.model.Policies;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.Unit;
import io.waybill.shapes.json.JsonValue;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Policies of layer versions: which other accounts may use them.
record LayerPolicies(Access access) {
  /// Which version of which layer.
  private record Which(Arn layer, String number) {
    static Which of(@Nullable String name, @Nullable Long number, Caller caller) {
      Arn layer = LayerVersionsOf.arn(name, caller);
      LayerVersionsOf.requireNumber(number);
      return new Which(layer, String.valueOf(number));
    }

    String arn() {
      return layer + ":" + number;
    }

    Refusal missing() {
      return Refusals.notFound("Layer version " + arn() + " does not exist.");
    }

    /// The layer, if it has this version.
    Resource of(Optional<Resource> found) {
      return found
          .filter(each -> each.get(Kind.LAYER_VERSION, number).isPresent())
          .orElseThrow(this::missing);
    }
  }

  void add(
      Caller caller,
      AddLayerVersionPermissionRequest input,
      Answer<AddLayerVersionPermissionResponse> answer) {
    Which which = Which.of(input.layerName(), input.versionNumber(), caller);
    JsonValue.Obj statement = Policies.statement(input, which.arn());
    access.inHome(
        which.layer(),
        step -> {
          Resource layer = which.of(step.resources().find(which.layer()));
          Optional<GetPolicyResponse> before = layer.get(Kind.POLICY, which.number());
          requireRevision(input.revisionId(), before);
          String policy = Policies.added(before.map(each -> Inputs.text(each.policy())), statement);
          GetPolicyResponse after = stored(policy, step);
          step.resources().put(layer.with(Kind.POLICY, which.number(), after), step.transaction());
          return new AddLayerVersionPermissionResponse(statement.render(), after.revisionId());
        },
        answer);
  }

  void get(
      Caller caller,
      GetLayerVersionPolicyRequest input,
      Answer<GetLayerVersionPolicyResponse> answer) {
    Which which = Which.of(input.layerName(), input.versionNumber(), caller);
    GetPolicyResponse policy =
        which
            .of(access.catalog().find(which.layer()))
            .get(Kind.POLICY, which.number())
            .orElseThrow(LayerPolicies::none);
    answer.succeed(new GetLayerVersionPolicyResponse(policy.policy(), policy.revisionId()));
  }

  void remove(Caller caller, RemoveLayerVersionPermissionRequest input, Answer<Unit> answer) {
    Which which = Which.of(input.layerName(), input.versionNumber(), caller);
    access.inHome(
        which.layer(),
        step -> {
          Resource layer = which.of(step.resources().find(which.layer()));
          Optional<GetPolicyResponse> before = layer.get(Kind.POLICY, which.number());
          if (before.isEmpty()) {
            throw none();
          }
          requireRevision(input.revisionId(), before);
          Optional<String> after =
              Policies.removed(
                  before.map(each -> Inputs.text(each.policy())), Inputs.text(input.statementId()));
          step.resources()
              .put(
                  after
                      .map(policy -> layer.with(Kind.POLICY, which.number(), stored(policy, step)))
                      .orElseGet(() -> layer.without(Kind.POLICY, which.number())),
                  step.transaction());
          return Unit.INSTANCE;
        },
        answer);
  }

  private static GetPolicyResponse stored(String policy, Step step) {
    return new GetPolicyResponse(policy, step.stamp().uuid().toString());
  }

  private static Refusal none() {
    return Refusals.notFound("No policy is associated with the given resource.");
  }

  private static void requireRevision(@Nullable String known, Optional<GetPolicyResponse> policy) {
    Permissions.requireRevision(
        known, policy.map(GetPolicyResponse::revisionId).orElse(null), "GetLayerPolicy");
  }
}
