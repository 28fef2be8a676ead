package io.waybill.lambda.operations;

import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.decide.Step;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import org.jspecify.annotations.Nullable;

/// Versions of functions as operations make and tell them.
final class Versions {
  /// A function with its new version, and that version.
  record Published(Resource function, FunctionConfiguration version) {}

  private Versions() {}

  static FunctionConfiguration latest(Resource function) {
    return function
        .get(Kind.VERSION, FunctionName.LATEST)
        .orElseThrow(() -> new IllegalStateException(function.arn() + " has no $LATEST"));
  }

  /// Makes a version of what `$LATEST` is now.
  ///
  /// @param description null for that of `$LATEST`
  static Published publish(Resource function, @Nullable String description, Step step) {
    FunctionConfiguration latest = latest(function);
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

  /// How AWS tells of a version that was just made: what it was given is taken up in a moment.
  static FunctionConfiguration pending(FunctionConfiguration made) {
    return made.toBuilder()
        .state("Pending")
        .stateReason("The function is being created.")
        .stateReasonCode("Creating")
        .lastUpdateStatus(null)
        .build();
  }

  /// How AWS tells of a change that was just made.
  static FunctionConfiguration inProgress(FunctionConfiguration changed) {
    return changed.toBuilder()
        .lastUpdateStatus("InProgress")
        .lastUpdateStatusReason("The function is being created.")
        .lastUpdateStatusReasonCode("Creating")
        .build();
  }

  /// `configuration` under the ARN that a caller named it by.
  static FunctionConfiguration named(FunctionConfiguration configuration, FunctionName name) {
    return configuration.toBuilder().functionArn(name.qualified()).build();
  }
}
