package io.waybill.lambda.operations;

import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.api.GetPolicyResponse;
import io.waybill.lambda.decide.Step;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.model.Settling;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Versions of functions as operations make and tell them.
final class Versions {
  /// A function with its new version, and that version.
  record Published(Resource function, FunctionConfiguration version) {}

  private Versions() {}

  /// `$LATEST` as it is stored: under way or settled.
  static FunctionConfiguration latest(Resource function) {
    return function
        .get(Kind.VERSION, FunctionName.LATEST)
        .orElseThrow(() -> new IllegalStateException(function.arn() + " has no $LATEST"));
  }

  /// `$LATEST` as it is at `now`.
  static FunctionConfiguration latest(Resource function, long now) {
    return at(function, FunctionName.LATEST, now)
        .orElseThrow(() -> new IllegalStateException(function.arn() + " has no $LATEST"));
  }

  /// A version as it is at `now`. AWS: a change of its policy is a revision too.
  static Optional<FunctionConfiguration> at(Resource function, String version, long now) {
    Optional<String> byPolicy =
        function.get(Kind.POLICY, version).map(GetPolicyResponse::revisionId);
    return function
        .get(Kind.VERSION, version)
        .map(stored -> Settling.at(stored, now))
        .map(told ->
            byPolicy.map(revision -> told.toBuilder().revisionId(revision).build()).orElse(told));
  }

  /// `function` with `$LATEST` begun anew, which is its revision from now on.
  static Resource withLatest(Resource function, FunctionConfiguration latest) {
    Resource changed = function.with(Kind.VERSION, FunctionName.LATEST, latest);
    return function
        .get(Kind.POLICY, FunctionName.LATEST)
        .map(policy ->
            changed.with(
                Kind.POLICY, FunctionName.LATEST, policy.toBuilder().revisionId(null).build()))
        .orElse(changed);
  }

  /// Makes a version of what `$LATEST` is now.
  ///
  /// @param latest as it is told
  /// @param description null for that of `$LATEST`
  static Published publish(
      Resource function, FunctionConfiguration latest, @Nullable String description, Step step) {
    String number = String.valueOf(function.lastVersion() + 1);
    FunctionConfiguration.Builder made =
        latest.toBuilder()
            .version(number)
            .functionArn(function.arn() + ":" + number)
            .revisionId(step.stamp().uuid().toString());
    if (description != null) {
      made.description(description);
    }
    FunctionConfiguration version = made.build();
    Resource with =
        function.withLastVersion(function.lastVersion() + 1).with(Kind.VERSION, number, version);
    Resource whole =
        function
            .get(Kind.CODE, FunctionName.LATEST)
            .map(code -> with.with(Kind.CODE, number, code))
            .orElse(with);
    return new Published(whole, version);
  }

  /// `configuration` under the ARN that a caller named it by.
  static FunctionConfiguration named(FunctionConfiguration configuration, FunctionName name) {
    return configuration.toBuilder().functionArn(name.qualified()).build();
  }

  /// What lists tell of a version. AWS: not how it is doing.
  static FunctionConfiguration listed(FunctionConfiguration configuration) {
    return configuration.toBuilder()
        .state(null)
        .stateReason(null)
        .stateReasonCode(null)
        .lastUpdateStatus(null)
        .lastUpdateStatusReason(null)
        .lastUpdateStatusReasonCode(null)
        .runtimeVersionConfig(null)
        .build();
  }

  /// Refuses a change of what is under way.
  static void requireSettled(FunctionConfiguration latest, Resource function) {
    if (Settling.isPending(latest)) {
      throw Refusals.conflict(
          "The operation cannot be performed at this time. The function is currently in the following state: Pending");
    }
    if (Settling.isInProgress(latest)) {
      throw Refusals.conflict(
          "The operation cannot be performed at this time. An update is in progress for resource: "
              + function.arn());
    }
  }

  /// Refuses where the caller knew another revision.
  static void requireRevision(@Nullable String known, FunctionConfiguration latest) {
    if (known != null && !known.equals(latest.revisionId())) {
      throw Refusals.staleRevision("GetFunction/GetAlias");
    }
  }
}
