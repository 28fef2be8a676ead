package io.waybill.wire.sigv4;

import java.util.Optional;

/// What a request says of who sent it. Nothing of it is proven yet.
public sealed interface Signature {
  /// The scope that the request names, where it names one.
  Optional<CredentialScope> scope();

  /// No signature at all, or one of a kind that AWS has not.
  record Anonymous() implements Signature {
    @Override
    public Optional<CredentialScope> scope() {
      return Optional.empty();
    }
  }

  /// A signature with parts missing or malformed; `why` is AWS's message.
  record Incomplete(Optional<CredentialScope> scope, String why) implements Signature {}

  /// A whole signature.
  ///
  /// @param timestamp when it was made, such as `20260101T120000Z`
  /// @param signedHeaders the names, lower case, sorted, joined with semicolons
  /// @param hex the signature itself
  /// @param presigned whether it stands in the query, for `expiresSeconds` from the timestamp
  /// @param token the session token, or empty
  record Signed(
      CredentialScope credential,
      String timestamp,
      String signedHeaders,
      String hex,
      boolean presigned,
      long expiresSeconds,
      String token)
      implements Signature {
    @Override
    public Optional<CredentialScope> scope() {
      return Optional.of(credential);
    }
  }
}
