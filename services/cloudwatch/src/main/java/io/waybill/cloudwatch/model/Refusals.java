package io.waybill.cloudwatch.model;

import io.waybill.cloudwatch.api.CloudWatchErrors;
import io.waybill.shapes.Refusal;

/// The kinds in which CloudWatch refuses.
public final class Refusals {
  private Refusals() {}

  public static Refusal value(String message) {
    return CloudWatchErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(message);
  }

  public static Refusal combination(String message) {
    return CloudWatchErrors.INVALID_PARAMETER_COMBINATION_EXCEPTION.because(message);
  }

  public static Refusal missing(String message) {
    return CloudWatchErrors.MISSING_REQUIRED_PARAMETER_EXCEPTION.because(message);
  }

  public static Refusal token() {
    return CloudWatchErrors.INVALID_NEXT_TOKEN.because("Invalid nextToken");
  }
}
