package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Gateway;
import io.waybill.lambda.api.LambdaApi;

/// All operations of AWS Lambda but those on event source mappings.
public final class LambdaOperations {
  private LambdaOperations() {}

  public static void register(Access access, Gateway.Builder gateway) {
    gateway
        .register(LambdaApi.ADD_PERMISSION, new AddPermission(access))
        .register(LambdaApi.CREATE_FUNCTION, new CreateFunction(access))
        .register(LambdaApi.DELETE_FUNCTION, new DeleteFunction(access))
        .register(LambdaApi.GET_FUNCTION, new GetFunction(access))
        .register(LambdaApi.GET_FUNCTION_CONFIGURATION, new GetFunctionConfiguration(access))
        .register(LambdaApi.INVOKE, new Invoke(access))
        .register(LambdaApi.LIST_FUNCTIONS, new ListFunctions(access));
  }
}
