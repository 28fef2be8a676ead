package io.waybill.wire.dispatch;

import io.waybill.shapes.ErrorShape;
import io.waybill.shapes.Refusal;
import io.waybill.store.StoreFailure;

/// AWS's errors that no service's model holds.
final class CommonErrors {
  private static final String NAMESPACE = "com.amazon.coral.service";

  private static final ErrorShape INTERNAL_FAILURE =
      new ErrorShape("InternalFailure", "InternalFailure", NAMESPACE, 500, false);
  private static final ErrorShape UNAVAILABLE =
      new ErrorShape("ServiceUnavailable", "ServiceUnavailable", NAMESPACE, 503, false);
  private static final ErrorShape NOT_SERVED =
      new ErrorShape("UnknownOperationException", "InvalidAction", NAMESPACE, 501, true);
  private static final ErrorShape BAD_REGION =
      new ErrorShape("InvalidSignatureException", "SignatureDoesNotMatch", NAMESPACE, 403, true);

  private CommonErrors() {}

  /// What the caller is told of a failure of ours: nothing of the cause but whether another try may
  /// help.
  static Refusal of(Throwable cause) {
    if (cause instanceof StoreFailure failure && failure.kind() == StoreFailure.Kind.DISK_FULL) {
      return UNAVAILABLE.because(
          "The request has failed due to a temporary failure of the server.");
    }
    return INTERNAL_FAILURE.because(
        "The request processing has failed because of an unknown error, exception or failure.");
  }

  static Refusal notServed(String operation) {
    return NOT_SERVED.because("The operation " + operation + " is not served here.");
  }

  static Refusal badRegion(String region) {
    return BAD_REGION.because(
        "Credential should be scoped to a valid region, not '" + region + "'.");
  }
}
