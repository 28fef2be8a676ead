package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.lambda.api.AddPermissionRequest;
import io.waybill.lambda.api.AddPermissionResponse;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Policies;
import io.waybill.lambda.model.Refusals;
import io.waybill.shapes.json.JsonValue;
import java.util.Optional;

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
          Optional<String> before = Permissions.policy(function, name);
          Permissions.requireRevision(
              input.revisionId(),
              Permissions.revision(function, name, step.now()),
              before.isEmpty() ? "GetPolicy" : "GetFunction/GetAlias");
          String after = Policies.added(before, statement);
          step.resources()
              .put(Permissions.with(function, name, Optional.of(after), step), step.transaction());
          return new AddPermissionResponse(statement.render());
        },
        answer);
  }
}
