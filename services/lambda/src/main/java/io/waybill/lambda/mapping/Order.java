package io.waybill.lambda.mapping;

import io.waybill.lambda.api.EventSourceMappingConfiguration;
import io.waybill.lambda.api.ProvisionedPollerConfig;
import io.waybill.lambda.api.ScalingConfig;
import io.waybill.lambda.model.FunctionName;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/// What a mapping asks of its poller.
///
/// @param atOnceMax MaximumConcurrency, or what the provisioned pollers can do; empty where AWS's
///   own growth holds alone
/// @param reportsItems whether the function's answer tells which messages failed
record Order(
    FunctionName function,
    boolean enabled,
    int batchSize,
    long windowMillis,
    OptionalInt atOnceMax,
    boolean reportsItems,
    Filters filters) {
  private static final int BATCH_DEFAULT = 10;

  /// AWS ("Using provisioned mode with SQS"): what a poller may have under way, and how many
  /// pollers there are at most where nobody says it.
  private static final int POLLER_AT_ONCE_MAX = 10;

  private static final int POLLERS_DEFAULT = 200;

  /// AWS: what one receive gives at most.
  private static final int RECEIVE_MAX = 10;

  static Order of(EventSourceMappingConfiguration mapping) {
    String function = mapping.functionArn() == null ? "" : mapping.functionArn();
    return new Order(
        FunctionName.ofArn(function)
            .orElseThrow(() -> new IllegalStateException("no function's ARN: " + function)),
        "Enabled".equals(mapping.state()),
        or(mapping.batchSize(), BATCH_DEFAULT),
        or(mapping.maximumBatchingWindowInSeconds(), 0) * 1_000L,
        atOnceMax(mapping),
        list(mapping.functionResponseTypes()).contains("ReportBatchItemFailures"),
        Filters.of(mapping.filterCriteria()));
  }

  private static OptionalInt atOnceMax(EventSourceMappingConfiguration mapping) {
    ScalingConfig scaling = mapping.scalingConfig();
    if (scaling != null && scaling.maximumConcurrency() != null) {
      return OptionalInt.of(scaling.maximumConcurrency());
    }
    ProvisionedPollerConfig pollers = mapping.provisionedPollerConfig();
    return pollers == null
        ? OptionalInt.empty()
        : OptionalInt.of(or(pollers.maximumPollers(), POLLERS_DEFAULT) * POLLER_AT_ONCE_MAX);
  }

  private static int or(@Nullable Integer value, int otherwise) {
    return value == null ? otherwise : value;
  }

  private static List<String> list(@Nullable List<String> value) {
    return value == null ? List.of() : value;
  }

  boolean gathers() {
    return windowMillis > 0;
  }

  /// How many messages the next receive may bring.
  int room(int gathered) {
    return Math.clamp(batchSize - gathered, 1, RECEIVE_MAX);
  }
}
