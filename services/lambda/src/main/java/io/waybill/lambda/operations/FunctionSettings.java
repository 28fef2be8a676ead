package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.lambda.api.GetFunctionCodeSigningConfigRequest;
import io.waybill.lambda.api.GetFunctionCodeSigningConfigResponse;
import io.waybill.lambda.api.GetFunctionRecursionConfigRequest;
import io.waybill.lambda.api.GetFunctionRecursionConfigResponse;
import io.waybill.lambda.api.GetRuntimeManagementConfigRequest;
import io.waybill.lambda.api.GetRuntimeManagementConfigResponse;
import io.waybill.lambda.api.PutFunctionRecursionConfigRequest;
import io.waybill.lambda.api.PutFunctionRecursionConfigResponse;
import io.waybill.lambda.api.PutRuntimeManagementConfigRequest;
import io.waybill.lambda.api.PutRuntimeManagementConfigResponse;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import org.jspecify.annotations.Nullable;

/// Settings of functions that are kept and told: what becomes of recursive loops, when a runtime is
/// updated, who signed the code.
record FunctionSettings(Access access) {
  private static final String MANUAL = "Manual";

  void recursion(
      Caller caller,
      GetFunctionRecursionConfigRequest input,
      Answer<GetFunctionRecursionConfigResponse> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), null, caller);
    answer.succeed(
        access
            .function(name)
            .get(Kind.RECURSION)
            .orElse(new GetFunctionRecursionConfigResponse("Terminate")));
  }

  void putRecursion(
      Caller caller,
      PutFunctionRecursionConfigRequest input,
      Answer<PutFunctionRecursionConfigResponse> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), null, caller);
    access.change(
        name,
        (function, step) -> {
          step.resources()
              .put(
                  function.with(
                      Kind.RECURSION,
                      new GetFunctionRecursionConfigResponse(input.recursiveLoop())),
                  step.transaction());
          return new PutFunctionRecursionConfigResponse(input.recursiveLoop());
        },
        answer);
  }

  void runtimeManagement(
      Caller caller,
      GetRuntimeManagementConfigRequest input,
      Answer<GetRuntimeManagementConfigResponse> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), input.qualifier(), caller);
    Resource function = access.function(name);
    requireVersion(function, name);
    answer.succeed(
        function
            .get(Kind.RUNTIME_MANAGEMENT, name.version())
            .map(GetRuntimeManagementConfigResponse::toBuilder)
            .orElseGet(() -> GetRuntimeManagementConfigResponse.builder().updateRuntimeOn("Auto"))
            .functionArn(name.qualified())
            .build());
  }

  void putRuntimeManagement(
      Caller caller,
      PutRuntimeManagementConfigRequest input,
      Answer<PutRuntimeManagementConfigResponse> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), input.qualifier(), caller);
    requireArn(input.updateRuntimeOn(), input.runtimeVersionArn());
    access.change(
        name,
        (function, step) -> {
          requireVersion(function, name);
          step.resources()
              .put(
                  function.with(
                      Kind.RUNTIME_MANAGEMENT,
                      name.version(),
                      GetRuntimeManagementConfigResponse.builder()
                          .updateRuntimeOn(input.updateRuntimeOn())
                          .runtimeVersionArn(input.runtimeVersionArn())
                          .build()),
                  step.transaction());
          return PutRuntimeManagementConfigResponse.builder()
              .updateRuntimeOn(input.updateRuntimeOn())
              .functionArn(name.qualified())
              .runtimeVersionArn(input.runtimeVersionArn())
              .build();
        },
        answer);
  }

  private static void requireVersion(Resource function, FunctionName name) {
    if (function.get(Kind.VERSION, name.version()).isEmpty()) {
      throw Refusals.functionNotFound(name.qualified());
    }
  }

  /// AWS: the manual mode names a runtime version, the others don't.
  private static void requireArn(@Nullable String mode, @Nullable String runtimeVersion) {
    if (MANUAL.equals(mode) && runtimeVersion == null) {
      throw Refusals.invalid("RuntimeVersionArn is required when UpdateRuntimeOn is Manual.");
    }
    if (!MANUAL.equals(mode) && runtimeVersion != null) {
      throw Refusals.invalid("RuntimeVersionArn can be given only when UpdateRuntimeOn is Manual.");
    }
  }

  /// No function has one: AWS tells nothing then.
  void codeSigning(
      Caller caller,
      GetFunctionCodeSigningConfigRequest input,
      Answer<GetFunctionCodeSigningConfigResponse> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), null, caller);
    Resource _ = access.function(name);
    answer.succeed(GetFunctionCodeSigningConfigResponse.builder().build());
  }
}
