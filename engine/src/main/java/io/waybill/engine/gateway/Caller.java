package io.waybill.engine.gateway;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.shapes.CommonErrors;

/// Who calls, and in which world: AWS's principal, account and region.
///
/// @param account the account that the call acts in
/// @param region the region that the call acts in
/// @param principal the ARN of the calling identity, or a service's name such as
///   `sns.amazonaws.com`
/// @param requestId the id that the answer and the logs carry
/// @param baseUrl scheme, host and port as the caller wrote them, such as `http://localhost:4566`:
///   what URLs in answers begin with
/// @param sourceArn the resource on whose behalf a service calls, such as a topic; empty where a
///   person or program calls
/// @param isConfined whether policies say what it may touch; else it may touch everything
/// @param traceHeader the X-Ray header that the call came with, which goes on with what it sends;
///   empty where there is none
/// @param origin where the call came from
public record Caller(
    AccountId account,
    Region region,
    String principal,
    String requestId,
    String baseUrl,
    String sourceArn,
    boolean isConfined,
    String traceHeader,
    Origin origin) {
  /// AWS's word for a principal that did not say who it is.
  public static final String ANONYMOUS = "anonymous";

  /// A person or program that is believed whatever it says.
  public Caller(
      AccountId account, Region region, String principal, String requestId, String baseUrl) {
    this(account, region, principal, requestId, baseUrl, "", false, "", Origin.BELIEVED);
  }

  /// A service, on behalf of `sourceArn`.
  public Caller(
      AccountId account,
      Region region,
      String principal,
      String requestId,
      String baseUrl,
      String sourceArn) {
    this(account, region, principal, requestId, baseUrl, sourceArn, false, "", Origin.INSIDE);
  }

  /// The same caller, whose call carries `header`.
  public Caller tracedBy(String header) {
    return new Caller(
        account, region, principal, requestId, baseUrl, sourceArn, isConfined, header, origin);
  }

  /// The same caller, of whom policies say what it may touch.
  public Caller confined() {
    return new Caller(
        account, region, principal, requestId, baseUrl, sourceArn, true, traceHeader, origin);
  }

  /// Whether it is a service of AWS, as in `sns.amazonaws.com`.
  public boolean isService() {
    return !principal.equals(ANONYMOUS) && !principal.startsWith("arn:");
  }

  /// Whether nobody signed the call, as when a person follows a link in a message. A server that
  /// believes its callers takes such a call for the account's root; another takes it for operations
  /// that are open to anybody, and for [#ANONYMOUS].
  public boolean isUnsigned() {
    return principal.equals(ANONYMOUS)
        || (!origin.isProven() && sourceArn.isEmpty() && principal.endsWith(":root"));
  }

  /// Refuses a caller that may not touch `resource`, which belongs to another account, where no
  /// policy could let it in.
  public void requireReach(Arn resource) {
    if (isConfined && !isService() && !resource.account().equals(account.digits())) {
      // AWS: what a caller gets that no policy lets in.
      throw CommonErrors.ACCESS_DENIED.because(
          "User: "
              + principal
              + " is not authorized to access this resource: "
              + resource
              + " because no resource-based policy allows the action");
    }
  }
}
