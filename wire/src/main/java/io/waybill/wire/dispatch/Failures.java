package io.waybill.wire.dispatch;

import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.ErrorShape;
import io.waybill.shapes.Refusal;
import io.waybill.store.StoreFailure;

/// What callers are told where their request was not the matter, or not in a way that a service's
/// model has a word for.
final class Failures {
  private static final ErrorShape NOT_SERVED =
      new ErrorShape(
          "UnknownOperationException", "InvalidAction", "com.amazon.coral.service", 501, true);
  private static final ErrorShape BAD_REGION =
      new ErrorShape(
          "InvalidSignatureException",
          "SignatureDoesNotMatch",
          "com.amazon.coral.service",
          403,
          true);

  private Failures() {}

  /// Nothing of the cause but whether another try may help.
  static Refusal of(Throwable cause) {
    if (cause instanceof StoreFailure failure && failure.kind() == StoreFailure.Kind.DISK_FULL) {
      return CommonErrors.SERVICE_UNAVAILABLE.because(
          "The request has failed due to a temporary failure of the server.");
    }
    return CommonErrors.INTERNAL_FAILURE.because(
        "The request processing has failed because of an unknown error, exception or failure.");
  }

  /// The error for a request that could not be read, by the status that HTTP has for it.
  static ErrorShape unread(int status) {
    String name =
        switch (status) {
          case 408 -> "RequestTimeoutException";
          case 413 -> "RequestEntityTooLargeException";
          case 503 -> "ServiceUnavailable";
          default -> "MalformedHttpRequestException";
        };
    return new ErrorShape(name, name, "com.amazon.coral.service", status, status < 500);
  }

  static Refusal notServed(String operation) {
    return NOT_SERVED.because("The operation " + operation + " is not served here.");
  }

  static Refusal badRegion(String region) {
    return BAD_REGION.because(
        "Credential should be scoped to a valid region, not '" + region + "'.");
  }
}
