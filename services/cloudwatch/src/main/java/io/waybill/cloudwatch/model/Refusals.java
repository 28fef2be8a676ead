package io.waybill.cloudwatch.model;

import io.waybill.cloudwatch.api.CloudWatchErrors;
import io.waybill.cloudwatch.api.ResourceNotFoundException;
import io.waybill.shapes.CommonErrors;
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

  /// AWS (SetAlarmState, recorded): an alarm that is not there is told without a word.
  public static Refusal noAlarm() {
    return CloudWatchErrors.RESOURCE_NOT_FOUND.because("");
  }

  /// A constraint of the service's own, told as those of its model are.
  public static Refusal validation(String sentence) {
    return CommonErrors.VALIDATION.because(sentence);
  }

  public static Refusal noResource(String arn) {
    return new Refusal(
        CloudWatchErrors.RESOURCE_NOT_FOUND_EXCEPTION,
        "Unknown",
        new ResourceNotFoundException("ManagedByCloudWatch", arn));
  }

  public static Refusal token() {
    return CloudWatchErrors.INVALID_NEXT_TOKEN.because("Invalid nextToken");
  }
}
