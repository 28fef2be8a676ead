package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.lambda.api.GetPolicyRequest;
import io.waybill.lambda.api.GetPolicyResponse;
import io.waybill.lambda.api.RemovePermissionRequest;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Policies;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.Unit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reading policies and taking statements out of them.
record Permissions(Access access) {
  void get(Caller caller, GetPolicyRequest input, Answer<GetPolicyResponse> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), input.qualifier(), caller);
    answer.succeed(
        access
            .function(name)
            .get(Kind.POLICY, name.version())
            .orElseThrow(() -> Refusals.notFound("The resource you requested does not exist.")));
  }

  void remove(Caller caller, RemovePermissionRequest input, Answer<Unit> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), input.qualifier(), caller);
    access.change(
        name,
        (function, step) -> {
          var before = function.get(Kind.POLICY, name.version());
          if (before.isEmpty()) {
            throw Refusals.notFound("No policy is associated with the given resource.");
          }
          requireRevision(input.revisionId(), before);
          Optional<String> after =
              Policies.removed(
                  before.map(each -> Inputs.text(each.policy())), Inputs.text(input.statementId()));
          step.resources()
              .put(
                  after
                      .map(policy ->
                          function.with(
                              Kind.POLICY,
                              name.version(),
                              new GetPolicyResponse(policy, step.stamp().uuid().toString())))
                      .orElseGet(() -> function.without(Kind.POLICY, name.version())),
                  step.transaction());
          return Unit.INSTANCE;
        },
        answer);
  }

  /// Refuses a service that the policy does not let in. Lambda's own calls act for a role.
  static void requireInvocable(Resource function, FunctionName name, Caller caller) {
    boolean service =
        caller.principal().endsWith(".amazonaws.com")
            && !caller.principal().equals("lambda.amazonaws.com");
    if (service
        && function
            .get(Kind.POLICY, name.version())
            .filter(policy ->
                Policies.allows(
                    Inputs.text(policy.policy()), caller.principal(), caller.sourceArn()))
            .isEmpty()) {
      throw CommonErrors.ACCESS_DENIED.because(
          "User: %s is not authorized to perform: lambda:InvokeFunction on resource: %s because no resource-based policy allows the lambda:InvokeFunction action"
              .formatted(caller.principal(), name.qualified()));
    }
  }

  /// Refuses a version or alias that is not there.
  static void requireQualifier(Resource function, FunctionName name) {
    String qualifier = name.version();
    boolean there =
        FunctionName.isVersion(qualifier)
            ? function.get(Kind.VERSION, qualifier).isPresent()
            : function.get(Kind.ALIAS, qualifier).isPresent();
    if (!there) {
      throw Refusals.functionNotFound(name.qualified());
    }
  }

  /// Refuses where the caller knew another policy than there is.
  static void requireRevision(@Nullable String known, Optional<GetPolicyResponse> policy) {
    if (known != null && policy.filter(each -> known.equals(each.revisionId())).isEmpty()) {
      throw Refusals.staleRevision(policy.isPresent() ? "GetPolicy" : "GetFunction/GetAlias");
    }
  }
}
