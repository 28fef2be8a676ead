package io.waybill.sns.model;

import io.waybill.shapes.Refusal;
import io.waybill.sns.api.SnsErrors;

/// The sentences in which SNS refuses, where several rules share one.
public final class Refusals {
  private Refusals() {}

  /// `Invalid parameter: …`
  public static Refusal invalid(String what) {
    return SnsErrors.INVALID_PARAMETER_EXCEPTION.because("Invalid parameter: " + what);
  }

  /// `Invalid parameter: … Reason: …`
  public static Refusal invalid(String parameter, String reason) {
    return invalid(parameter + " Reason: " + reason);
  }

  /// A required parameter is absent or empty.
  public static Refusal missing(String parameter) {
    return invalid(parameter, "no value for required parameter");
  }

  public static Refusal topicDoesNotExist() {
    return SnsErrors.NOT_FOUND_EXCEPTION.because("Topic does not exist");
  }

  public static Refusal subscriptionDoesNotExist() {
    return SnsErrors.NOT_FOUND_EXCEPTION.because("Subscription does not exist");
  }

  public static Refusal applicationDoesNotExist() {
    return SnsErrors.NOT_FOUND_EXCEPTION.because("PlatformApplication does not exist");
  }

  public static Refusal endpointDoesNotExist() {
    return SnsErrors.NOT_FOUND_EXCEPTION.because("Endpoint does not exist");
  }
}
