package io.waybill.lambda.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.lambda.api.AliasConfiguration;
import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.api.GetPolicyRequest;
import io.waybill.lambda.api.GetPolicyResponse;
import io.waybill.lambda.api.RemovePermissionRequest;
import io.waybill.lambda.decide.Step;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Policies;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.Unit;
import io.waybill.shapes.policy.RequestContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Reading policies and taking statements out of them.
record Permissions(Access access) {
  void get(Caller caller, GetPolicyRequest input, Answer<GetPolicyResponse> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), input.qualifier(), caller);
    Resource function = access.function(name);
    requireQualifier(function, name);
    String policy =
        policy(function, name)
            .orElseThrow(() -> Refusals.notFound("The resource you requested does not exist."));
    answer.succeed(new GetPolicyResponse(policy, revision(function, name, access.now())));
  }

  void remove(Caller caller, RemovePermissionRequest input, Answer<Unit> answer) {
    FunctionName name = FunctionName.parse(input.functionName(), input.qualifier(), caller);
    access.change(
        name,
        (function, step) -> {
          requireQualifier(function, name);
          Optional<String> before = policy(function, name);
          if (before.isEmpty()) {
            throw Refusals.notFound("No policy is associated with the given resource.");
          }
          Optional<String> after = Policies.removed(before, Inputs.text(input.statementId()));
          requireRevision(
              input.revisionId(), revision(function, name, step.now()), "GetFunction/GetAlias");
          step.resources().put(with(function, name, after, step), step.transaction());
          return Unit.INSTANCE;
        },
        answer);
  }

  /// The policy of what `name` means.
  static Optional<String> policy(Resource function, FunctionName name) {
    return function.get(Kind.POLICY, name.version()).map(GetPolicyResponse::policy);
  }

  /// AWS (recorded): a policy has no revision of its own but that of its version or alias.
  static @Nullable String revision(Resource function, FunctionName name, long now) {
    return FunctionName.isVersion(name.version())
        ? Versions.at(function, name.version(), now)
            .map(FunctionConfiguration::revisionId)
            .orElse(null)
        : function.get(Kind.ALIAS, name.version()).map(AliasConfiguration::revisionId).orElse(null);
  }

  /// `function` with another policy, which is another revision of what has it.
  static Resource with(Resource function, FunctionName name, Optional<String> policy, Step step) {
    String revision = step.stamp().uuid().toString();
    String qualifier = name.version();
    if (FunctionName.isVersion(qualifier)) {
      // Kept without a policy too: the revision stays.
      return function.with(
          Kind.POLICY, qualifier, new GetPolicyResponse(policy.orElse(null), revision));
    }
    Resource revised =
        function
            .get(Kind.ALIAS, qualifier)
            .map(alias -> alias.toBuilder().revisionId(revision).build())
            .map(alias -> function.with(Kind.ALIAS, qualifier, alias))
            .orElse(function);
    return policy
        .map(text -> revised.with(Kind.POLICY, qualifier, new GetPolicyResponse(text, null)))
        .orElseGet(() -> revised.without(Kind.POLICY, qualifier));
  }

  /// Refuses a service that the policy does not let in, and where policies hold whoever else it
  /// does not. Lambda's own calls act for a role.
  static void requireInvocable(Access access, Resource function, FunctionName name, Caller caller) {
    boolean byRole = caller.principal().equals("lambda.amazonaws.com");
    if (caller.isConfined() || (caller.isService() && !byRole)) {
      Arn resource = Arn.parse(named(name)).orElseThrow();
      access
          .admissions()
          .denial(
              caller,
              "lambda:InvokeFunction",
              resource,
              policy(function, name).orElse(""),
              access.now(),
              RequestContext.NOTHING)
          .ifPresent(denial -> {
            throw CommonErrors.ACCESS_DENIED.because(denial.text());
          });
    }
  }

  /// The function as its policy's statements name it: `$LATEST` goes without saying.
  private static String named(FunctionName name) {
    return name.version().equals(FunctionName.LATEST) ? name.arn().toString() : name.qualified();
  }

  /// Refuses a version or alias that is not there.
  static void requireQualifier(Resource function, FunctionName name) {
    String qualifier = name.version();
    if (FunctionName.isVersion(qualifier)) {
      if (function.get(Kind.VERSION, qualifier).isEmpty()) {
        throw Refusals.functionNotFound(name.qualified());
      }
    } else if (qualifier.contains("$")) {
      throw Refusals.notFound("The resource you requested does not exist.");
    } else if (function.get(Kind.ALIAS, qualifier).isEmpty()) {
      throw Refusals.notFound("Cannot find alias arn: " + name.qualified());
    }
  }

  /// Refuses where the caller knew another revision.
  static void requireRevision(@Nullable String known, @Nullable String latest, String calls) {
    if (known != null && !known.equals(latest)) {
      throw Refusals.staleRevision(calls);
    }
  }
}
