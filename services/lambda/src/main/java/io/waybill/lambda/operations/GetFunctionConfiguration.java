package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.api.GetFunctionConfigurationRequest;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;

/// Tells the configuration of a function or one of its versions.
final class GetFunctionConfiguration
    implements Operation<GetFunctionConfigurationRequest, FunctionConfiguration> {
  private final Access access;

  GetFunctionConfiguration(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller, GetFunctionConfigurationRequest input, Answer<FunctionConfiguration> answer) {
    answer.succeed(of(access, FunctionName.parse(input.functionName(), input.qualifier(), caller)));
  }

  /// What `name` means; an alias without its weights.
  static FunctionConfiguration of(Access access, FunctionName name) {
    Resource function = access.function(name);
    String version =
        FunctionName.isVersion(name.version())
            ? name.version()
            : function
                .get(Kind.ALIAS, name.version())
                .map(alias -> Inputs.or(alias.functionVersion(), FunctionName.LATEST))
                .orElse(name.version());
    return Versions.named(
        Versions.at(function, version, access.now())
            .orElseThrow(() -> Refusals.functionNotFound(name.qualified())),
        name);
  }
}
