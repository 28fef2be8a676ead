package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.lambda.api.AddPermissionRequest;
import io.waybill.lambda.api.AddPermissionResponse;
import io.waybill.lambda.api.GetPolicyResponse;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Policies;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Kind;
import io.waybill.shapes.json.JsonValue;

/// Adds a statement to the policy of a function, a version or an alias.
final class AddPermission implements Operation<AddPermissionRequest, AddPermissionResponse> {
  private final Access access;

  AddPermission(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller, AddPermissionRequest input, Answer<AddPermissionResponse> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), input.qualifier(), caller);
    if (name.qualifier().filter(FunctionName.LATEST::equals).isPresent()) {
      throw Refusals.invalid("We currently do not support adding policies for $LATEST.");
    }
    JsonValue.Obj statement = Policies.statement(input, name.qualified());
    access.change(
        name,
        (function, step) -> {
          Permissions.requireQualifier(function, name);
          var before = function.get(Kind.POLICY, name.version());
          Permissions.requireRevision(input.revisionId(), before);
          String after = Policies.added(before.map(each -> Inputs.text(each.policy())), statement);
          step.resources()
              .put(
                  function.with(
                      Kind.POLICY,
                      name.version(),
                      new GetPolicyResponse(after, step.stamp().uuid().toString())),
                  step.transaction());
          return new AddPermissionResponse(statement.render());
        },
        answer);
  }
}
