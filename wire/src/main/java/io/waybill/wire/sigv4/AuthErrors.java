package io.waybill.wire.sigv4;

import io.waybill.shapes.ErrorShape;
import io.waybill.shapes.Refusal;

/// AWS's errors for callers that are not who they say, the same for all services.
final class AuthErrors {
  private static final String NAMESPACE = "com.amazon.coral.service";

  private static final ErrorShape MISSING =
      error("MissingAuthenticationTokenException", "MissingAuthenticationToken", 403);
  private static final ErrorShape INCOMPLETE =
      error("IncompleteSignatureException", "IncompleteSignature", 400);
  private static final ErrorShape UNKNOWN_KEY =
      error("UnrecognizedClientException", "InvalidClientTokenId", 403);
  private static final ErrorShape MISMATCH =
      error("InvalidSignatureException", "SignatureDoesNotMatch", 403);

  private AuthErrors() {}

  private static ErrorShape error(String name, String code, int status) {
    return new ErrorShape(name, code, NAMESPACE, status, true);
  }

  static Refusal missing() {
    return MISSING.because("Request is missing Authentication Token");
  }

  static Refusal incomplete(String why) {
    return INCOMPLETE.because(why);
  }

  static Refusal unknownKey() {
    return UNKNOWN_KEY.because("The security token included in the request is invalid.");
  }

  static Refusal mismatch() {
    return MISMATCH.because(
        "The request signature we calculated does not match the signature you provided. Check your"
            + " AWS Secret Access Key and signing method. Consult the service documentation for"
            + " details.");
  }

  /// The signature is whole but can't count here and now.
  static Refusal unfit(String why) {
    return MISMATCH.because(why);
  }
}
