package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.lambda.api.AccountLimit;
import io.waybill.lambda.api.AccountUsage;
import io.waybill.lambda.api.Concurrency;
import io.waybill.lambda.api.DeleteFunctionConcurrencyRequest;
import io.waybill.lambda.api.GetAccountSettingsRequest;
import io.waybill.lambda.api.GetAccountSettingsResponse;
import io.waybill.lambda.api.GetFunctionConcurrencyRequest;
import io.waybill.lambda.api.GetFunctionConcurrencyResponse;
import io.waybill.lambda.api.GetLayerVersionResponse;
import io.waybill.lambda.api.PutFunctionConcurrencyRequest;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.LayerVersions;
import io.waybill.lambda.state.Resource;
import io.waybill.shapes.Unit;
import org.jspecify.annotations.Nullable;

/// What functions reserve of the account's concurrency, and what the account may.
record Limits(Access access) {
  private static final int ACCOUNT_MAX = io.waybill.lambda.invoke.Concurrency.ACCOUNT_MAX;
  private static final int UNRESERVED_MIN = io.waybill.lambda.invoke.Concurrency.UNRESERVED_MIN;

  void put(Caller caller, PutFunctionConcurrencyRequest input, Answer<Concurrency> answer) {
    FunctionName name = whole(input.functionName(), caller);
    int asked = Inputs.or(input.reservedConcurrentExecutions(), 0);
    access.change(
        name,
        (function, step) -> {
          int others =
              access.functions().reserved(caller.account(), caller.region())
                  - io.waybill.lambda.invoke.Concurrency.reserved(function).orElse(0);
          if (ACCOUNT_MAX - others - asked < UNRESERVED_MIN) {
            throw Refusals.invalid(
                "Specified ReservedConcurrentExecutions for function decreases account's"
                    + " UnreservedConcurrentExecution below its minimum value of ["
                    + UNRESERVED_MIN
                    + "].");
          }
          int provisioned = ProvisionedConcurrency.total(function);
          if (asked < provisioned) {
            throw Refusals.invalid(
                "ReservedConcurrentExecutions %d should not be lower than function's total provisioned concurrency [%d]."
                    .formatted(asked, provisioned));
          }
          Concurrency made = new Concurrency(asked);
          step.resources().put(function.with(Kind.RESERVED, made), step.transaction());
          return made;
        },
        answer);
  }

  void get(
      Caller caller,
      GetFunctionConcurrencyRequest input,
      Answer<GetFunctionConcurrencyResponse> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), null, caller);
    answer.succeed(
        new GetFunctionConcurrencyResponse(
            access
                .function(name)
                .get(Kind.RESERVED)
                .map(Concurrency::reservedConcurrentExecutions)
                .orElse(null)));
  }

  /// The function, of which no version or alias may be said.
  private static FunctionName whole(@Nullable String text, Caller caller) {
    FunctionName name = FunctionName.parse(text, null, caller);
    if (name.qualifier().isPresent()) {
      throw Refusals.invalid(
          "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.");
    }
    return name;
  }

  void delete(Caller caller, DeleteFunctionConcurrencyRequest input, Answer<Unit> answer) {
    FunctionName name = whole(input.functionName(), caller);
    access.change(
        name,
        (function, step) -> {
          step.resources().put(function.without(Kind.RESERVED, Resource.ONLY), step.transaction());
          return Unit.INSTANCE;
        },
        answer);
  }

  void account(
      Caller caller, GetAccountSettingsRequest input, Answer<GetAccountSettingsResponse> answer) {
    int reserved = access.functions().reserved(caller.account(), caller.region());
    var functions =
        access
            .catalog()
            .list(caller.account(), caller.region(), "function:", "", Integer.MAX_VALUE);
    long bytes =
        functions.stream()
            .flatMap(each -> each.getValue().all(Kind.VERSION).values().stream())
            .mapToLong(version -> Inputs.or(version.codeSize(), 0L))
            .sum();
    long layerBytes =
        access
            .catalog()
            .list(caller.account(), caller.region(), LayerVersions.PREFIX, "", Integer.MAX_VALUE)
            .stream()
            .flatMap(each -> each.getValue().all(Kind.LAYER_VERSION).values().stream())
            .map(GetLayerVersionResponse::content)
            .mapToLong(content -> content == null ? 0L : Inputs.or(content.codeSize(), 0L))
            .sum();
    answer.succeed(
        new GetAccountSettingsResponse(
            new AccountLimit(
                80_530_636_800L, 262_144_000L, 52_428_800L, ACCOUNT_MAX, ACCOUNT_MAX - reserved),
            new AccountUsage(bytes + layerBytes, (long) functions.size())));
  }
}
