package io.waybill.eventbridge.deliver;

import io.waybill.engine.outbox.Outcome;
import io.waybill.shapes.Refusal;
import java.util.Locale;

/// What a target's refusal means for a delivery, in the words of AWS's dead letters.
final class Failures {
  private Failures() {}

  static Outcome of(Refusal refusal) {
    String name = refusal.shape().name().toLowerCase(Locale.ROOT);
    if (name.contains("throttl") || name.contains("overlimit")) {
      return failed(false, "THROTTLING", refusal);
    }
    if (refusal.shape().status() >= 500) {
      return failed(false, "ERROR_FROM_TARGET", refusal);
    }
    if (name.contains("doesnotexist")
        || name.contains("notfound")
        || name.contains("unknownoperation")) {
      return failed(true, "NO_RESOURCE", refusal);
    }
    if (name.contains("accessdenied")
        || name.contains("authorization")
        || refusal.shape().status() == 403) {
      return failed(true, "NO_PERMISSIONS", refusal);
    }
    return failed(true, "INVALID_PARAMETER", refusal);
  }

  /// We could not do it: nobody knows whether the target has it.
  static Outcome of(Throwable cause) {
    return new Outcome.Failed(false, "SDK_CLIENT_ERROR", String.valueOf(cause.getMessage()), 0);
  }

  private static Outcome failed(boolean permanent, String code, Refusal refusal) {
    return new Outcome.Failed(permanent, code, refusal.text(), 0);
  }
}
