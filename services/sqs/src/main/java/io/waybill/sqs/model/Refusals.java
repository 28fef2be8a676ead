package io.waybill.sqs.model;

import io.waybill.shapes.Refusal;
import io.waybill.sqs.api.SqsErrors;

/// The sentences in which SQS refuses, where several rules share one.
public final class Refusals {
  private Refusals() {}

  /// A parameter's value breaks its rule. AWS ends some reasons with a full stop and some without:
  /// `reason` is used as it is.
  public static Refusal invalidValue(String parameter, Object value, String reason) {
    return SqsErrors.INVALID_PARAMETER_VALUE_EXCEPTION.because(
        "Value " + value + " for parameter " + parameter + " is invalid. Reason: " + reason);
  }

  /// A parameter that only the other kind of queue knows.
  public static Refusal wrongQueueType(String parameter, Object value) {
    return invalidValue(
        parameter, value, "The request include parameter that is not valid for this queue type.");
  }

  /// A required parameter is absent or empty.
  public static Refusal missing(String parameter) {
    return SqsErrors.MISSING_REQUIRED_PARAMETER_EXCEPTION.because(
        "The request must contain the parameter " + parameter + ".");
  }

  /// A name that is no attribute, or none that a client may set.
  public static Refusal unknownAttribute(String name) {
    return SqsErrors.INVALID_ATTRIBUTE_NAME.because("Unknown Attribute " + name + ".");
  }

  /// An attribute's value breaks its rule.
  public static Refusal invalidAttribute(String name) {
    return SqsErrors.INVALID_ATTRIBUTE_VALUE.because(
        "Invalid value for the parameter " + name + ".");
  }

  /// An attribute's value breaks its rule, and AWS says which.
  public static Refusal invalidAttribute(String name, String reason) {
    return SqsErrors.INVALID_ATTRIBUTE_VALUE.because(
        "Invalid value for the parameter " + name + ". Reason: " + reason);
  }

  /// A receipt handle that SQS never gave out.
  public static Refusal invalidReceiptHandle(String handle) {
    return SqsErrors.RECEIPT_HANDLE_IS_INVALID.because(
        "The input receipt handle \"" + handle + "\" is not a valid receipt handle.");
  }

  /// A receipt handle that a FIFO queue takes no more, for its visibility timeout has passed.
  public static Refusal expiredReceiptHandle(String handle) {
    return invalidValue("ReceiptHandle", handle, "The receipt handle has expired.");
  }

  /// A receipt handle of a message that is deleted or was received again, where its visibility
  /// timeout is to be changed.
  public static Refusal notAvailableForChange(String handle) {
    return invalidValue(
        "ReceiptHandle",
        handle,
        "Message does not exist or is not available for visibility timeout change.");
  }
}
