package io.waybill.engine.gateway;

import io.waybill.core.AccountId;
import io.waybill.core.Region;

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
public record Caller(
    AccountId account,
    Region region,
    String principal,
    String requestId,
    String baseUrl,
    String sourceArn) {
  /// A person or program.
  public Caller(
      AccountId account, Region region, String principal, String requestId, String baseUrl) {
    this(account, region, principal, requestId, baseUrl, "");
  }
}
