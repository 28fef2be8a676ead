package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Gateway;
import io.waybill.lambda.api.LambdaApi;
import io.waybill.lambda.model.Refusals;
import io.waybill.shapes.Refusal;

/// What would check signatures of packages. There is no signer here, so a configuration that
/// demands signatures is refused rather than kept and not heeded.
final class CodeSigning {
  private CodeSigning() {}

  static Refusal refused() {
    return Refusals.invalid("Code signing is not supported here.");
  }

  static void register(Gateway.Builder gateway) {
    gateway
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

  private static Refusal missing(@org.jspecify.annotations.Nullable String arn) {
    return Refusals.notFound("The code signing configuration cannot be found: " + arn);
  }
}
