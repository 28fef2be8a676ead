package io.waybill.wire.sigv4;

import io.waybill.core.AccountId;

/// A configured access key, and whose it is.
///
/// @param principal the ARN of the identity that it proves
/// @param token the session token that must come with it, or empty
public record AccessKey(
    String id, String secret, AccountId account, String principal, String token) {
  /// A long-term key of the account's root user.
  public static AccessKey ofRoot(String id, String secret, AccountId account) {
    return new AccessKey(id, secret, account, "arn:aws:iam::" + account + ":root", "");
  }

  /// Without the secrets.
  @Override
  public String toString() {
    return "AccessKey[" + id + ", " + principal + "]";
  }
}
