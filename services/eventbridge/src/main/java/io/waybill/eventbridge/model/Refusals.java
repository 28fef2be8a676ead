package io.waybill.eventbridge.model;

import io.waybill.core.Arn;
import io.waybill.eventbridge.api.EventBridgeErrors;
import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.Refusal;

/// The sentences in which EventBridge refuses, where several rules share one.
public final class Refusals {
  private Refusals() {}

  /// What the caller wrote breaks a rule.
  public static Refusal invalid(String sentence) {
    return CommonErrors.VALIDATION.because(sentence);
  }

  /// A parameter breaks a rule that AWS does not name.
  public static Refusal invalidParameter(String parameter) {
    return invalid("Parameter " + parameter + " is not valid.");
  }

  /// A parameter breaks a rule.
  public static Refusal invalidParameter(String parameter, String reason) {
    return invalid("Parameter " + parameter + " is not valid. Reason: " + reason);
  }

  /// A thing of the caller's is not there.
  ///
  /// @param what such as `Event bus`, with its name
  public static Refusal notFound(String what) {
    return EventBridgeErrors.RESOURCE_NOT_FOUND_EXCEPTION.because(what + " does not exist.");
  }

  public static Refusal alreadyExists(String what) {
    return EventBridgeErrors.RESOURCE_ALREADY_EXISTS_EXCEPTION.because(what + " already exists.");
  }

  /// What a call acts on is in another region than the call.
  public static Refusal crossRegion() {
    return invalid("Cross-region api call is not allowed.");
  }

  public static Refusal busNotFound(Arn bus) {
    return notFound("Event bus " + Names.bus(bus));
  }

  public static Refusal ruleNotFound(String rule, Arn bus) {
    return EventBridgeErrors.RESOURCE_NOT_FOUND_EXCEPTION.because(
        "Rule " + rule + " does not exist on EventBus " + Names.bus(bus) + ".");
  }

  public static Refusal tooMany() {
    return EventBridgeErrors.LIMIT_EXCEEDED_EXCEPTION.because(
        "The requested resource exceeds the maximum number allowed.");
  }
}
