package io.waybill.wire.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/// A certificate that vouches for itself, and its key.
///
/// Java can read certificates but not make them; Bouncy Castle can, for eight megabytes. One
/// certificate of one fixed form is a page of DER.
record SelfSigned(PrivateKey key, X509Certificate certificate) {
  private static final Duration LIFE = Duration.ofDays(365);
  private static final Duration SKEW = Duration.ofDays(1);
  private static final int SERIAL_BITS = 120;

  private static final int RSA_BITS = 2048;

  /// How a certificate is signed.
  ///
  /// @param identifier RFC 5280's AlgorithmIdentifier
  private record Kind(String algorithm, byte[] identifier, Duration life) {}

  private static final Kind EC =
      new Kind(
          "SHA256withECDSA",
          Der.sequence(Der.oid(0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02)),
          LIFE);

  private static final Kind RSA =
      new Kind(
          "SHA256withRSA",
          Der.sequence(
              Der.oid(0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b), new byte[] {5, 0}),
          LIFE.multipliedBy(20));

  private static final byte[] COMMON_NAME = Der.oid(0x55, 0x04, 0x03);
  private static final byte[] SUBJECT_ALT_NAME = Der.oid(0x55, 0x1d, 0x11);

  /// A certificate of an elliptic curve, for TLS.
  static SelfSigned make(List<String> hosts, long nowMillis) throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return make(generator.generateKeyPair(), EC, hosts, nowMillis);
    } catch (GeneralSecurityException e) {
      throw new IOException("no key could be made: " + e.getMessage(), e);
    }
  }

  /// A certificate of RSA, for signatures of documents.
  static SelfSigned makeRsa(String name, long nowMillis) throws IOException {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(RSA_BITS);
      return make(generator.generateKeyPair(), RSA, List.of(name), nowMillis);
    } catch (GeneralSecurityException e) {
      throw new IOException("no key could be made: " + e.getMessage(), e);
    }
  }

  private static SelfSigned make(KeyPair pair, Kind kind, List<String> hosts, long nowMillis)
      throws IOException {
    try {
      byte[] body = body(pair, kind, hosts, Instant.ofEpochMilli(nowMillis));
      Signature signature = Signature.getInstance(kind.algorithm);
      signature.initSign(pair.getPrivate());
      signature.update(body);
      byte[] whole = Der.sequence(body, kind.identifier, Der.bits(signature.sign()));
      var read =
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(whole));
      return new SelfSigned(pair.getPrivate(), (X509Certificate) read);
    } catch (GeneralSecurityException e) {
      throw new IOException("no certificate could be made: " + e.getMessage(), e);
    }
  }

  /// Writes the certificate as PEM: all of it or, where that fails, nothing.
  void write(Path file) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    Files.writeString(next, pem());
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /// The certificate as PEM.
  String pem() throws IOException {
    try {
      Base64.Encoder lines = Base64.getMimeEncoder(64, new byte[] {'\n'});
      return "-----BEGIN CERTIFICATE-----\n"
          + lines.encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IOException("the certificate can't be written: " + e.getMessage(), e);
    }
  }

  /// RFC 5280's TBSCertificate.
  private static byte[] body(KeyPair pair, Kind kind, List<String> hosts, Instant now) {
    byte[] name =
        Der.sequence(Der.set(Der.sequence(COMMON_NAME, Der.utf8("Waybill " + hosts.getFirst()))));
    return Der.sequence(
        Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
        Der.integer(new BigInteger(SERIAL_BITS, new SecureRandom()).setBit(1)),
        kind.identifier,
        name,
        Der.sequence(Der.time(now.minus(SKEW)), Der.time(now.plus(kind.life))),
        name,
        pair.getPublic().getEncoded(),
        Der.tagged(
            0xa3,
            Der.sequence(Der.sequence(SUBJECT_ALT_NAME, Der.octets(Der.sequence(names(hosts)))))));
  }

  private static byte[][] names(List<String> hosts) {
    return hosts.stream().distinct().map(SelfSigned::name).toArray(byte[][]::new);
  }

  /// An address or a DNS name, in the form of RFC 5280's GeneralName.
  private static byte[] name(String host) {
    try {
      return Der.tagged(0x87, InetAddress.ofLiteral(host).getAddress());
    } catch (IllegalArgumentException notAnAddress) {
      return Der.tagged(0x82, host.getBytes(StandardCharsets.US_ASCII));
    }
  }
}
