package io.waybill.sqs.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Fresh digests, copied from one that is never fed: cheaper than a look-up, and unlike one kept a
/// thread it costs nothing for each virtual thread.
final class Digests {
  private static final MessageDigest MD5 = named("MD5");
  private static final MessageDigest SHA_256 = named("SHA-256");

  private Digests() {}

  static MessageDigest md5() {
    return copy(MD5);
  }

  static MessageDigest sha256() {
    return copy(SHA_256);
  }

  static MessageDigest copy(MessageDigest digest) {
    try {
      return (MessageDigest) digest.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static MessageDigest named(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
