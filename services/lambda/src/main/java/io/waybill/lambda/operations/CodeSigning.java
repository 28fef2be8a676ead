package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Gateway;
import io.waybill.lambda.api.LambdaApi;
import io.waybill.lambda.api.ListCodeSigningConfigsResponse;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Resource;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.Unit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What would check signatures of packages. There is no signer here, so a configuration that
/// demands signatures is refused rather than kept and not heeded.
final class CodeSigning {
  private CodeSigning() {}

  static Refusal refused() {
    return Refusals.invalid("Code signing is not supported here.");
  }

  static void register(Access access, Gateway.Builder gateway) {
    gateway
        .register(
            LambdaApi.LIST_CODE_SIGNING_CONFIGS,
            (_, input, answer) -> {
              Inputs.after("ListCodeSigningConfigs", input.marker());
              answer.succeed(new ListCodeSigningConfigsResponse(null, List.of()));
            })
        .register(
            LambdaApi.DELETE_FUNCTION_CODE_SIGNING_CONFIG,
            (caller, input, answer) -> {
              Resource _ = access.function(FunctionName.parse(input.functionName(), null, caller));
              answer.succeed(Unit.INSTANCE);
            })
        .register(
            LambdaApi.CREATE_CODE_SIGNING_CONFIG,
            (_, _, _) -> {
              throw refused();
            })
        .register(
            LambdaApi.PUT_FUNCTION_CODE_SIGNING_CONFIG,
            (_, _, _) -> {
              throw refused();
            })
        .register(
            LambdaApi.UPDATE_CODE_SIGNING_CONFIG,
            (_, input, _) -> {
              throw missing(input.codeSigningConfigArn());
            })
        .register(
            LambdaApi.GET_CODE_SIGNING_CONFIG,
            (_, input, _) -> {
              throw missing(input.codeSigningConfigArn());
            })
        .register(
            LambdaApi.DELETE_CODE_SIGNING_CONFIG,
            (_, input, _) -> {
              throw missing(input.codeSigningConfigArn());
            })
        .register(
            LambdaApi.LIST_FUNCTIONS_BY_CODE_SIGNING_CONFIG,
            (_, input, _) -> {
              throw missing(input.codeSigningConfigArn());
            });
  }

  private static Refusal missing(@Nullable String arn) {
    return Refusals.notFound("The code signing configuration cannot be found: " + arn);
  }
}
