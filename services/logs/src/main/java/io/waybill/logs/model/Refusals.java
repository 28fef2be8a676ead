package io.waybill.logs.model;

import io.waybill.logs.api.LogsErrors;
import io.waybill.shapes.Refusal;

/// The kinds in which CloudWatch Logs refuses.
public final class Refusals {
  private Refusals() {}

  public static Refusal invalid(String message) {
    return LogsErrors.INVALID_PARAMETER_EXCEPTION.because(message);
  }

  public static Refusal noGroup() {
    return LogsErrors.RESOURCE_NOT_FOUND_EXCEPTION.because(
        "The specified log group does not exist.");
  }

  public static Refusal noStream() {
    return LogsErrors.RESOURCE_NOT_FOUND_EXCEPTION.because(
        "The specified log stream does not exist.");
  }

  public static Refusal exists(String what) {
    return LogsErrors.RESOURCE_ALREADY_EXISTS_EXCEPTION.because(
        "The specified log " + what + " already exists");
  }
}
