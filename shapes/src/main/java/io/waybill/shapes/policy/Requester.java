package io.waybill.shapes.policy;

import java.util.Optional;

/// Who asks, as a policy's `Principal` may name him.
public sealed interface Requester {
  /// A user, a role's session or the root of an account.
  ///
  /// @param arn the ARN of the identity, such as `arn:aws:iam::111122223333:user/Ann`
  record Identity(String account, String arn) implements Requester {
    private static final String SESSION = ":assumed-role/";

    public boolean isRoot() {
      return arn.endsWith(":root");
    }

    /// The role of a role's session, which statements for the role mean too.
    ///
    /// AWS: a session's ARN is of STS and leaves out the path of the role's.
    public Optional<String> role() {
      int at = arn.indexOf(SESSION);
      int end = arn.lastIndexOf('/');
      return at < 0 || end < at + SESSION.length()
          ? Optional.empty()
          : Optional.of(
              arn.substring(0, at).replace(":sts:", ":iam:")
                  + ":role/"
                  + arn.substring(at + SESSION.length(), end));
    }
  }

  /// A service of AWS, such as `sns.amazonaws.com`.
  record Service(String name) implements Requester {}

  /// Somebody who did not sign.
  record Anonymous() implements Requester {}
}
