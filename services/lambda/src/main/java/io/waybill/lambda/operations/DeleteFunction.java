package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.lambda.api.DeleteFunctionRequest;
import io.waybill.lambda.invoke.Deployments;
import io.waybill.lambda.invoke.Target;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import io.waybill.shapes.Unit;
import java.util.List;

/// Deletes a function with all its versions, or one version of it.
final class DeleteFunction implements Operation<DeleteFunctionRequest, Unit> {
  private final Access access;

  DeleteFunction(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, DeleteFunctionRequest input, Answer<Unit> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), input.qualifier(), caller);
    access.change(
        name,
        (function, step) -> {
          Resource gone = name.qualifier().isPresent() ? version(function, name) : function;
          if (name.qualifier().isPresent()) {
            step.resources()
                .put(
                    function
                        .without(Kind.VERSION, name.version())
                        .without(Kind.EVENT_INVOKE, name.version())
                        .without(Kind.POLICY, name.version())
                        .without(Kind.PROVISIONED, name.version())
                        .without(Kind.CODE, name.version()),
                    step.transaction());
          } else {
            step.resources().delete(function, step.transaction());
            access.functions().forget(function.arn());
          }
          List<String> ids = deployments(gone, name);
          step.transaction().afterCommit(() -> ids.forEach(access.runner()::retire));
          return Unit.INSTANCE;
        },
        answer);
  }

  private static List<String> deployments(Resource function, FunctionName name) {
    return function.all(Kind.VERSION).entrySet().stream()
        .filter(each -> name.qualifier().isEmpty() || each.getKey().equals(name.version()))
        .map(each -> Deployments.id(new Target(function, each.getKey(), each.getValue())))
        .toList();
  }

  /// AWS: a version that is not there is deleted with success.
  private static Resource version(Resource function, FunctionName name) {
    String version = name.version();
    if (version.equals(FunctionName.LATEST)) {
      throw Refusals.invalid("$LATEST version cannot be deleted without deleting the function.");
    }
    List<String> aliases =
        function.all(Kind.ALIAS).values().stream()
            .filter(alias -> Aliases.uses(alias, version))
            .map(alias -> Inputs.text(alias.name()))
            .toList();
    if (!aliases.isEmpty()) {
      throw Refusals.conflict(
          "Version %s is referenced by alias %s.".formatted(version, String.join(", ", aliases)));
    }
    if (!FunctionName.isVersion(version)) {
      // AWS (DeleteFunction): an alias goes by DeleteAlias only.
      throw Refusals.invalid("Deletion of aliases is not currently supported.");
    }
    return function;
  }
}
