package io.waybill.shapes;

/// The errors that every service of AWS may answer with, whatever its model lists.
///
/// AWS ("Common Errors" of each service's reference).
public final class CommonErrors {
  public static final ErrorShape SERIALIZATION = sender("SerializationException", 400);
  public static final ErrorShape UNKNOWN_OPERATION = sender("UnknownOperationException", 400);

  /// Where the operation is told by method and path, an unknown one is a thing not found.
  public static final ErrorShape UNKNOWN_ROUTE = sender("UnknownOperationException", 404);

  public static final ErrorShape VALIDATION =
      new ErrorShape(
          "ValidationException", "ValidationError", "com.amazon.coral.validate", 400, true);
  public static final ErrorShape UNSUPPORTED_MEDIA_TYPE =
      sender("UnsupportedMediaTypeException", 415);
  public static final ErrorShape NOT_ACCEPTABLE = sender("NotAcceptableException", 406);
  public static final ErrorShape INVALID_ACTION = sender("InvalidAction", 400);
  public static final ErrorShape MISSING_ACTION = sender("MissingAction", 400);
  public static final ErrorShape MALFORMED_INPUT = sender("MalformedInput", 400);
  public static final ErrorShape MALFORMED_QUERY_STRING = sender("MalformedQueryString", 400);
  public static final ErrorShape ACCESS_DENIED =
      new ErrorShape(
          "AccessDeniedException", "AccessDenied", "com.amazon.coral.service", 403, true);
  public static final ErrorShape INTERNAL_FAILURE = receiver("InternalFailure", 500);
  public static final ErrorShape SERVICE_UNAVAILABLE = receiver("ServiceUnavailable", 503);

  private CommonErrors() {}

  private static ErrorShape sender(String name, int status) {
    return new ErrorShape(name, name, "com.amazon.coral.service", status, true);
  }

  private static ErrorShape receiver(String name, int status) {
    return new ErrorShape(name, name, "com.amazon.coral.service", status, false);
  }
}
