package io.waybill.wire.http;

import java.io.IOException;
import java.security.PrivateKey;

/// A key of RSA for signatures of documents, and the certificate that vouches for it.
///
/// @param certificatePem the certificate as PEM
public record SigningPair(PrivateKey key, String certificatePem) {
  /// A new pair. Takes a moment of a processor.
  ///
  /// @param name whom the certificate names
  public static SigningPair make(String name, long nowMillis) throws IOException {
    SelfSigned made = SelfSigned.makeRsa(name, nowMillis);
    return new SigningPair(made.key(), made.pem());
  }
}
