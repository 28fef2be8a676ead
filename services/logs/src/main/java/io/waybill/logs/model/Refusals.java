package io.waybill.logs.model;

import io.waybill.logs.api.LogsErrors;
import io.waybill.logs.api.TooManyTagsException;
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

  /// A filter or destination that is not there.
  public static Refusal absent(String what) {
    return LogsErrors.RESOURCE_NOT_FOUND_EXCEPTION.because(
        "The specified " + what + " does not exist.");
  }

  public static Refusal noPolicy(String name) {
    return LogsErrors.RESOURCE_NOT_FOUND_EXCEPTION.because(
        "Policy with name [" + name + "] does not exist.");
  }

  public static Refusal noResource() {
    return absent("resource");
  }

  /// AWS (recorded): one text for every limit.
  public static Refusal limit() {
    return LogsErrors.LIMIT_EXCEEDED_EXCEPTION.because("Resource limit exceeded.");
  }

  public static Refusal notInvocable() {
    return invalid(
        "Could not execute the lambda function. Make sure you have given CloudWatch Logs permission to execute your function.");
  }

  /// AWS (recorded): a delivery, or an end of one, that is not there.
  public static Refusal notInAccount(String what) {
    return LogsErrors.RESOURCE_NOT_FOUND_EXCEPTION.because(
        "Requested " + what + " does not exist in this account.");
  }

  public static Refusal conflict(String message) {
    return LogsErrors.CONFLICT_EXCEPTION.because(message);
  }

  /// What is wrong with an input of the operations about deliveries.
  public static Refusal validation(String message) {
    return LogsErrors.VALIDATION_EXCEPTION.because(message);
  }

  public static Refusal tooManyTags(String resource) {
    return new Refusal(
        LogsErrors.TOO_MANY_TAGS_EXCEPTION,
        "The maximum number of tags is 50.",
        new TooManyTagsException("The maximum number of tags is 50.", resource));
  }

  public static Refusal exists(String what) {
    return LogsErrors.RESOURCE_ALREADY_EXISTS_EXCEPTION.because(
        "The specified log " + what + " already exists");
  }
}
