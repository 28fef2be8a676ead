package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.lambda.api.AliasConfiguration;
import io.waybill.lambda.api.DeleteProvisionedConcurrencyConfigRequest;
import io.waybill.lambda.api.GetProvisionedConcurrencyConfigRequest;
import io.waybill.lambda.api.GetProvisionedConcurrencyConfigResponse;
import io.waybill.lambda.api.ListProvisionedConcurrencyConfigsRequest;
import io.waybill.lambda.api.ListProvisionedConcurrencyConfigsResponse;
import io.waybill.lambda.api.ProvisionedConcurrencyConfigListItem;
import io.waybill.lambda.api.PutProvisionedConcurrencyConfigRequest;
import io.waybill.lambda.api.PutProvisionedConcurrencyConfigResponse;
import io.waybill.lambda.invoke.Concurrency;
import io.waybill.lambda.model.Configurations;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import io.waybill.shapes.Refusal;
import io.waybill.shapes.Unit;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// Environments initialised ahead, for a version or an alias. What is stored is what was asked for;
/// how far it is, the runner tells.
record ProvisionedConcurrency(Access access) {
  void put(
      Caller caller,
      PutProvisionedConcurrencyConfigRequest input,
      Answer<PutProvisionedConcurrencyConfigResponse> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), input.qualifier(), caller);
    int asked = Inputs.or(input.provisionedConcurrentExecutions(), 0);
    requirePublished(name.version());
    access.change(
        name,
        (function, step) -> {
          requireQualifier(function, name);
          requireRoom(function, name.version(), asked, caller);
          requireAlone(function, name.version());
          ProvisionedConcurrencyConfigListItem made =
              ProvisionedConcurrencyConfigListItem.builder()
                  .functionArn(name.qualified())
                  .requestedProvisionedConcurrentExecutions(asked)
                  .lastModified(Configurations.time(step.now()))
                  .build();
          step.resources()
              .put(function.with(Kind.PROVISIONED, name.version(), made), step.transaction());
          return new PutProvisionedConcurrencyConfigResponse(
              asked, 0, 0, "IN_PROGRESS", null, made.lastModified());
        },
        answer);
  }

  private static void requireQualifier(Resource function, FunctionName name) {
    boolean version = FunctionName.isVersion(name.version());
    if (version && function.get(Kind.VERSION, name.version()).isEmpty()) {
      throw Refusals.functionNotFound(name.qualified());
    }
    if (!version && function.get(Kind.ALIAS, name.version()).isEmpty()) {
      throw Refusals.notFound("Cannot find alias arn: " + name.qualified());
    }
  }

  private static void requirePublished(String version) {
    if (version.equals(FunctionName.LATEST)) {
      throw Refusals.invalid(
          "Provisioned Concurrency Configs cannot be applied to unpublished function versions.");
    }
  }

  /// What all versions and aliases of `function` have together.
  static int total(Resource function) {
    return function.all(Kind.PROVISIONED).values().stream()
        .mapToInt(each -> Inputs.or(each.requestedProvisionedConcurrentExecutions(), 0))
        .sum();
  }

  private void requireRoom(Resource function, String qualifier, int asked, Caller caller) {
    OptionalInt reserved = Concurrency.reserved(function);
    if (reserved.isPresent()) {
      int others = total(function.without(Kind.PROVISIONED, qualifier));
      if (others + asked > reserved.getAsInt()) {
        throw Refusals.invalid(
            "Requested Provisioned Concurrency should not be greater than the"
                + " reservedConcurrentExecution for function");
      }
      return;
    }
    int unreserved =
        Concurrency.ACCOUNT_MAX - access.functions().reserved(caller.account(), caller.region());
    if (asked > unreserved) {
      throw Refusals.beyondAccount(
          "Specified ConcurrentExecutions for function is greater than account's unreserved"
              + " concurrency [%d].".formatted(unreserved));
    }
    if (unreserved - asked < Concurrency.UNRESERVED_MIN) {
      throw Refusals.beyondAccount(
          "Specified ConcurrentExecutions for function decreases account's"
              + " UnreservedConcurrentExecution below its minimum value of [%d]."
                  .formatted(Concurrency.UNRESERVED_MIN));
    }
  }

  /// Refuses a second configuration for one version, by itself or through an alias.
  private static void requireAlone(Resource function, String qualifier) {
    if (!FunctionName.isVersion(qualifier)) {
      String version =
          function.get(Kind.ALIAS, qualifier).map(AliasConfiguration::functionVersion).orElse("");
      requirePublished(version);
      if (function.get(Kind.PROVISIONED, version).isPresent()
          || isPointedTo(function.without(Kind.PROVISIONED, qualifier), version)) {
        throw Refusals.conflict(
            "Alias can't be used for Provisioned Concurrency configuration on an already"
                + " Provisioned version");
      }
      return;
    }
    if (isPointedTo(function, qualifier)) {
      throw Refusals.conflict("Version is pointed by a Provisioned Concurrency alias");
    }
  }

  private static boolean isPointedTo(Resource function, String version) {
    return function.all(Kind.PROVISIONED).keySet().stream()
        .flatMap(each -> function.get(Kind.ALIAS, each).stream())
        .anyMatch(alias -> version.equals(alias.functionVersion()));
  }

  void get(
      Caller caller,
      GetProvisionedConcurrencyConfigRequest input,
      Answer<GetProvisionedConcurrencyConfigResponse> answer) {
    FunctionName name = qualified(input.functionName(), input.qualifier(), caller);
    Resource function = access.function(name);
    requireQualifier(function, name);
    ProvisionedConcurrencyConfigListItem found =
        told(
            function,
            name.version(),
            function
                .get(Kind.PROVISIONED, name.version())
                .orElseThrow(ProvisionedConcurrency::missing));
    answer.succeed(
        new GetProvisionedConcurrencyConfigResponse(
            found.requestedProvisionedConcurrentExecutions(),
            found.availableProvisionedConcurrentExecutions(),
            found.allocatedProvisionedConcurrentExecutions(),
            found.status(),
            found.statusReason(),
            found.lastModified()));
  }

  void list(
      Caller caller,
      ListProvisionedConcurrencyConfigsRequest input,
      Answer<ListProvisionedConcurrencyConfigsResponse> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), null, caller);
    Resource function = access.function(name);
    var all = function.all(Kind.PROVISIONED);
    all.replaceAll((qualifier, config) -> told(function, qualifier, config));
    var page =
        Inputs.page("ListProvisionedConcurrencyConfigs", all, input.marker(), input.maxItems());
    answer.succeed(new ListProvisionedConcurrencyConfigsResponse(page.values(), page.next()));
  }

  /// AWS: what is not there is deleted with success.
  void delete(Caller caller, DeleteProvisionedConcurrencyConfigRequest input, Answer<Unit> answer) {
    FunctionName name = qualified(input.functionName(), input.qualifier(), caller);
    access.change(
        name,
        (function, step) -> {
          requireQualifier(function, name);
          step.resources()
              .put(function.without(Kind.PROVISIONED, name.version()), step.transaction());
          return Unit.INSTANCE;
        },
        answer);
  }

  private static FunctionName qualified(
      @Nullable String function, @Nullable String qualifier, Caller caller) {
    FunctionName name = FunctionName.parse(function, qualifier, caller);
    if (name.version().equals(FunctionName.LATEST)) {
      throw Refusals.invalid(
          "The function resource provided must be an alias or a published version.");
    }
    return name;
  }

  /// The configuration with how far it is.
  private ProvisionedConcurrencyConfigListItem told(
      Resource function, String qualifier, ProvisionedConcurrencyConfigListItem config) {
    var ready = access.functions().provisions().ready(function.arn(), qualifier);
    int asked = Inputs.or(config.requestedProvisionedConcurrentExecutions(), 0);
    int there = ready.orElse(0);
    boolean failed = ready.isPresent() && there < asked;
    return config.toBuilder()
        .allocatedProvisionedConcurrentExecutions(there)
        .availableProvisionedConcurrentExecutions(there)
        .status(ready.isEmpty() ? "IN_PROGRESS" : failed ? "FAILED" : "READY")
        .statusReason(failed ? "FUNCTION_ERROR_INIT_FAILURE" : null)
        .build();
  }

  private static Refusal missing() {
    return Refusals.notProvisioned("No Provisioned Concurrency Config found for this function");
  }
}
