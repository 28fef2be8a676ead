package io.waybill.lambda.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.lambda.api.AliasConfiguration;
import io.waybill.lambda.api.AliasRoutingConfiguration;
import io.waybill.lambda.api.CreateAliasRequest;
import io.waybill.lambda.api.DeleteAliasRequest;
import io.waybill.lambda.api.GetAliasRequest;
import io.waybill.lambda.api.ListAliasesRequest;
import io.waybill.lambda.api.ListAliasesResponse;
import io.waybill.lambda.api.UpdateAliasRequest;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import io.waybill.shapes.Unit;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Aliases: names for versions, perhaps for two with weights.
record Aliases(Access access) {
  /// Whether calls of `alias` may run `version`.
  static boolean uses(AliasConfiguration alias, String version) {
    boolean weighted =
        alias.routingConfig() != null
            && Inputs.map(alias.routingConfig().additionalVersionWeights()).containsKey(version);
    return weighted || version.equals(alias.functionVersion());
  }

  void create(Caller caller, CreateAliasRequest input, Answer<AliasConfiguration> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), null, caller);
    String alias = Inputs.text(input.name());
    access.change(
        name,
        (function, step) -> {
          String version = Inputs.text(input.functionVersion());
          requireVersion(function, version);
          requireWeights(function, version, input.routingConfig());
          if (function.get(Kind.ALIAS, alias).isPresent()) {
            throw Refusals.conflict("Alias already exists: " + function.arn() + ":" + alias);
          }
          AliasConfiguration made =
              new AliasConfiguration(
                  function.arn() + ":" + alias,
                  alias,
                  version,
                  Inputs.text(input.description()),
                  routing(input.routingConfig()),
                  step.stamp().uuid().toString());
          step.resources().put(function.with(Kind.ALIAS, alias, made), step.transaction());
          return made;
        },
        answer);
  }

  void update(Caller caller, UpdateAliasRequest input, Answer<AliasConfiguration> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), null, caller);
    String alias = Inputs.text(input.name());
    access.change(
        name,
        (function, step) -> {
          AliasConfiguration before = find(function, alias);
          if (input.revisionId() != null && !input.revisionId().equals(before.revisionId())) {
            throw Refusals.staleRevision("GetFunction/GetAlias");
          }
          String version =
              input.functionVersion() == null
                  ? Inputs.text(before.functionVersion())
                  : input.functionVersion();
          requireVersion(function, version);
          requireWeights(
              function,
              version,
              input.routingConfig() == null ? before.routingConfig() : input.routingConfig());
          AliasConfiguration.Builder after =
              before.toBuilder()
                  .functionVersion(version)
                  .revisionId(step.stamp().uuid().toString());
          if (input.description() != null) {
            after.description(input.description());
          }
          if (input.routingConfig() != null) {
            after.routingConfig(routing(input.routingConfig()));
          }
          AliasConfiguration made = after.build();
          step.resources().put(function.with(Kind.ALIAS, alias, made), step.transaction());
          return made;
        },
        answer);
  }

  /// An alias goes with what was set for it, but for its URL, which lets nobody in any more. AWS
  /// (recorded); one that is not there is deleted with success.
  void delete(Caller caller, DeleteAliasRequest input, Answer<Unit> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), null, caller);
    String alias = Inputs.text(input.name());
    access.change(
        name,
        (function, step) -> {
          step.resources()
              .put(
                  function
                      .without(Kind.ALIAS, alias)
                      .without(Kind.EVENT_INVOKE, alias)
                      .without(Kind.POLICY, alias)
                      .without(Kind.PROVISIONED, alias),
                  step.transaction());
          return Unit.INSTANCE;
        },
        answer);
  }

  void get(Caller caller, GetAliasRequest input, Answer<AliasConfiguration> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), null, caller);
    String alias = Inputs.text(input.name());
    answer.succeed(
        access
            .function(name)
            .get(Kind.ALIAS, alias)
            .orElseThrow(
                () -> Refusals.notFound("Cannot find alias arn: " + name.arn() + ":" + alias)));
  }

  void list(Caller caller, ListAliasesRequest input, Answer<ListAliasesResponse> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), null, caller);
    TreeMap<String, AliasConfiguration> all = access.function(name).all(Kind.ALIAS);
    String version = input.functionVersion();
    if (version != null) {
      all.values().removeIf(alias -> !uses(alias, version));
    }
    Inputs.Page<AliasConfiguration> page =
        Inputs.page("ListAliases", all, input.marker(), input.maxItems());
    answer.succeed(new ListAliasesResponse(page.next(), page.values()));
  }

  private static AliasConfiguration find(Resource function, String alias) {
    return function
        .get(Kind.ALIAS, alias)
        .orElseThrow(() -> Refusals.notFound("Alias not found: " + function.arn() + ":" + alias));
  }

  private static void requireVersion(Resource function, String version) {
    if (function.get(Kind.VERSION, version).isEmpty()) {
      throw Refusals.functionNotFound(function.arn() + ":" + version);
    }
  }

  private static void requireWeights(
      Resource function, String version, @Nullable AliasRoutingConfiguration routing) {
    Map<String, Double> weights =
        routing == null ? Map.of() : Inputs.map(routing.additionalVersionWeights());
    if (weights.size() > 1) {
      throw Refusals.invalid(
          "Number of items in AdditionalVersionWeights cannot be greater than 1");
    }
    weights
        .keySet()
        .forEach(each -> {
          if (each.equals(version)) {
            throw Refusals.invalid(
                "Invalid function version %s. Function version %s is already included in routing configuration."
                    .formatted(each, each));
          }
          if (each.equals(FunctionName.LATEST) || version.equals(FunctionName.LATEST)) {
            throw Refusals.invalid(
                "$LATEST is not supported for an alias pointing to more than 1 version");
          }
          requireVersion(function, each);
        });
  }

  private static @Nullable AliasRoutingConfiguration routing(
      @Nullable AliasRoutingConfiguration asked) {
    return asked == null || Inputs.map(asked.additionalVersionWeights()).isEmpty() ? null : asked;
  }
}
