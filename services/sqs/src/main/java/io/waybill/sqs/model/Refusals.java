package io.waybill.sqs.model;

import io.waybill.shapes.ErrorShape;
import io.waybill.shapes.Refusal;

/// The sentences in which SQS refuses, where several rules share one.
public final class Refusals {
  static final ErrorShape INVALID_PARAMETER_VALUE =
      error("InvalidParameterValueException", "InvalidParameterValue", 400);
  static final ErrorShape MISSING_PARAMETER =
      error("MissingRequiredParameterException", "MissingParameter", 400);
  static final ErrorShape INVALID_ATTRIBUTE_NAME =
      error("InvalidAttributeName", "InvalidAttributeName", 400);
  static final ErrorShape INVALID_ATTRIBUTE_VALUE =
      error("InvalidAttributeValue", "InvalidAttributeValue", 400);
  static final ErrorShape INVALID_MESSAGE_CONTENTS =
      error("InvalidMessageContents", "InvalidMessageContents", 400);
  static final ErrorShape OVER_LIMIT = error("OverLimit", "OverLimit", 403);
  static final ErrorShape RECEIPT_HANDLE_IS_INVALID =
      error("ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid", 400);
  static final ErrorShape EMPTY_BATCH_REQUEST = own("EmptyBatchRequest");
  static final ErrorShape TOO_MANY_ENTRIES_IN_BATCH_REQUEST = own("TooManyEntriesInBatchRequest");
  static final ErrorShape INVALID_BATCH_ENTRY_ID = own("InvalidBatchEntryId");
  static final ErrorShape BATCH_ENTRY_IDS_NOT_DISTINCT = own("BatchEntryIdsNotDistinct");
  static final ErrorShape BATCH_REQUEST_TOO_LONG = own("BatchRequestTooLong");
  static final ErrorShape UNSUPPORTED_OPERATION = own("UnsupportedOperation");

  private Refusals() {}

  /// A parameter's value breaks its rule. AWS ends some reasons with a full stop and some without:
  /// `reason` is used as it is.
  public static Refusal invalidValue(String parameter, Object value, String reason) {
    return INVALID_PARAMETER_VALUE.because(
        "Value " + value + " for parameter " + parameter + " is invalid. Reason: " + reason);
  }

  /// A parameter that only the other kind of queue knows.
  public static Refusal wrongQueueType(String parameter, Object value) {
    return invalidValue(
        parameter, value, "The request include parameter that is not valid for this queue type.");
  }

  /// A required parameter is absent or empty.
  public static Refusal missing(String parameter) {
    return MISSING_PARAMETER.because("The request must contain the parameter " + parameter + ".");
  }

  /// A name that is no attribute, or none that a client may set.
  public static Refusal unknownAttribute(String name) {
    return INVALID_ATTRIBUTE_NAME.because("Unknown Attribute " + name + ".");
  }

  /// An attribute's value breaks its rule.
  public static Refusal invalidAttribute(String name) {
    return INVALID_ATTRIBUTE_VALUE.because("Invalid value for the parameter " + name + ".");
  }

  /// An attribute's value breaks its rule, and AWS says which.
  public static Refusal invalidAttribute(String name, String reason) {
    return INVALID_ATTRIBUTE_VALUE.because(
        "Invalid value for the parameter " + name + ". Reason: " + reason);
  }

  /// A receipt handle that this queue never gave out.
  public static Refusal invalidReceiptHandle(String text) {
    return RECEIPT_HANDLE_IS_INVALID.because(
        "The input receipt handle \"" + text + "\" is not a valid receipt handle.");
  }

  private static ErrorShape own(String name) {
    return error(name, "AWS.SimpleQueueService." + name, 400);
  }

  private static ErrorShape error(String name, String code, int status) {
    return new ErrorShape(name, code, "com.amazonaws.sqs", status, true);
  }
}
