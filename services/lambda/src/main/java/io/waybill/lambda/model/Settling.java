package io.waybill.lambda.model;

import io.waybill.lambda.api.FunctionConfiguration;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// How AWS tells of what was just made or changed: a function is `Pending`, or its update
/// `InProgress`, for a moment; then it is settled, under another revision.
///
/// What is stored says how it began, and its `LastModified` when. So it settles without a timer and
/// without another commit: each look tells it from the time.
public final class Settling {
  /// Long enough for a caller to see, as on AWS, where it takes a second or more.
  public static final long MILLIS = 500;

  private static final String REASON = "The function is being created.";
  private static final String REASON_CODE = "Creating";
  private static final String PENDING = "Pending";
  private static final String IN_PROGRESS = "InProgress";

  private Settling() {}

  /// `made` as a new function or version.
  public static FunctionConfiguration pending(FunctionConfiguration made) {
    return made.toBuilder()
        .state(PENDING)
        .stateReason(REASON)
        .stateReasonCode(REASON_CODE)
        .lastUpdateStatus(null)
        .lastUpdateStatusReason(null)
        .lastUpdateStatusReasonCode(null)
        .build();
  }

  /// `changed` as what has just been updated.
  public static FunctionConfiguration inProgress(FunctionConfiguration changed) {
    return changed.toBuilder()
        .lastUpdateStatus(IN_PROGRESS)
        .lastUpdateStatusReason(REASON)
        .lastUpdateStatusReasonCode(REASON_CODE)
        .build();
  }

  /// `stored` as it is at `nowMillis`.
  public static FunctionConfiguration at(FunctionConfiguration stored, long nowMillis) {
    String modified = stored.lastModified();
    boolean over = modified == null || nowMillis >= Configurations.millis(modified) + MILLIS;
    return isUnderWay(stored) && over ? settled(stored) : stored;
  }

  /// What becomes of a configuration that is under way.
  public static FunctionConfiguration settled(FunctionConfiguration begun) {
    return begun.toBuilder()
        .state("Active")
        .stateReason(null)
        .stateReasonCode(null)
        .lastUpdateStatus("Successful")
        .lastUpdateStatusReason(null)
        .lastUpdateStatusReasonCode(null)
        .revisionId(next(begun.revisionId() == null ? "" : begun.revisionId()))
        .build();
  }

  /// The revision after `revision`: the same for every look, and on every machine.
  private static String next(String revision) {
    return UUID.nameUUIDFromBytes(("settled " + revision).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  private static boolean isUnderWay(FunctionConfiguration configuration) {
    return isPending(configuration) || isInProgress(configuration);
  }

  public static boolean isPending(FunctionConfiguration configuration) {
    return PENDING.equals(configuration.state());
  }

  public static boolean isInProgress(FunctionConfiguration configuration) {
    return IN_PROGRESS.equals(configuration.lastUpdateStatus());
  }
}
