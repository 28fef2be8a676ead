package io.waybill.wire.sigv4;

import io.waybill.core.Sha256;
import io.waybill.core.TimeSource;
import io.waybill.wire.protocol.WireRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/// Proves or refuses a signature. Safe for many threads.
public final class SignatureCheck {
  private static final DateTimeFormatter TIMESTAMP =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
  private static final long SKEW_MILLIS = 15 * 60_000L;
  private static final String UNSIGNED = "UNSIGNED-PAYLOAD";

  private final AccessKeys keys;
  private final TimeSource time;
  private final SigningKeys signingKeys = new SigningKeys();

  public SignatureCheck(AccessKeys keys, TimeSource time) {
    this.keys = keys;
    this.time = time;
  }

  /// The key with which `request` was signed for `service`; refuses where none was.
  ///
  /// @param request with the body as it was sent, gzip not undone
  public AccessKey require(Signature signature, WireRequest request, String service) {
    return switch (signature) {
      case Signature.Anonymous() -> throw AuthErrors.missing();
      case Signature.Incomplete(var scope, String why) -> throw AuthErrors.incomplete(why);
      case Signature.Signed signed -> prove(signed, request, service);
    };
  }

  private AccessKey prove(Signature.Signed signed, WireRequest request, String service) {
    AccessKey key = keys.find(signed.credential().accessKey()).orElseThrow(AuthErrors::unknownKey);
    if (!same(key.token(), signed.token())) {
      throw AuthErrors.unknownKey();
    }
    requireScope(signed, service);
    requireTime(signed);
    requireSignedHeaders(signed, request);
    String payloadHash = payloadHash(request, service);
    byte[] signingKey = signingKeys.of(signed.credential(), key.secret());
    String twice = CanonicalRequest.twiceEncoded(request.path());
    if (matches(signed, request, twice, payloadHash, signingKey)) {
      return key;
    }
    String once = CanonicalRequest.onceEncoded(request.path());
    if (!once.equals(twice) && matches(signed, request, once, payloadHash, signingKey)) {
      return key;
    }
    throw AuthErrors.mismatch();
  }

  private static void requireScope(Signature.Signed signed, String service) {
    CredentialScope scope = signed.credential();
    if (!scope.service().equals(service)) {
      throw AuthErrors.unfit("Credential should be scoped to correct service: '" + service + "'.");
    }
    if (!signed.timestamp().startsWith(scope.date() + "T")) {
      throw AuthErrors.unfit(
          "Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from"
              + " HTTP");
    }
  }

  private void requireTime(Signature.Signed signed) {
    long made = millis(signed.timestamp());
    long now = time.millis();
    if (made - SKEW_MILLIS > now) {
      throw AuthErrors.unfit(
          "Signature not yet current: %s is still later than %s (%s + 15 min.)"
              .formatted(signed.timestamp(), text(now + SKEW_MILLIS), text(now)));
    }
    long life = signed.presigned() ? signed.expiresSeconds() * 1000 : SKEW_MILLIS;
    if (made + life < now) {
      throw AuthErrors.unfit(
          "Signature expired: %s is now earlier than %s (%s - %d min.)"
              .formatted(signed.timestamp(), text(now - life), text(now), life / 60_000));
    }
  }

  private static long millis(String timestamp) {
    try {
      return LocalDateTime.parse(timestamp, TIMESTAMP).toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (DateTimeException e) {
      throw AuthErrors.incomplete(
          "Date must be in ISO-8601 'basic format'. Got '" + timestamp + "'.");
    }
  }

  private static String text(long millis) {
    return TIMESTAMP.format(Instant.ofEpochMilli(millis).atOffset(ZoneOffset.UTC));
  }

  /// A signature that leaves out the host could be sent to another server, and one that leaves out
  /// the target could be sent for another operation.
  private static void requireSignedHeaders(Signature.Signed signed, WireRequest request) {
    List<String> names = Arrays.asList(signed.signedHeaders().split(";", -1));
    if (!names.contains("host")) {
      throw AuthErrors.unfit(
          "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
    }
    if (!names.contains("x-amz-target") && request.headers().first("x-amz-target").isPresent()) {
      throw AuthErrors.unfit("'X-Amz-Target' must be a 'SignedHeader' in the AWS Authorization.");
    }
  }

  /// The hash that the signature must cover: what the caller declared, once the body has proven it.
  private static String payloadHash(WireRequest request, String service) {
    String declared = request.headers().first("x-amz-content-sha256").orElse("");
    // AWS: only S3 takes a body that the signature does not cover.
    if (declared.equals(UNSIGNED) && service.equals("s3")) {
      return declared;
    }
    String real = Sha256.hex(request.body());
    if (!declared.isEmpty() && !same(declared, real)) {
      throw AuthErrors.mismatch();
    }
    return real;
  }

  private static boolean matches(
      Signature.Signed signed,
      WireRequest request,
      String path,
      String payloadHash,
      byte[] signingKey) {
    String toSign =
        "AWS4-HMAC-SHA256\n"
            + signed.timestamp()
            + "\n"
            + signed.credential().withoutKey()
            + "\n"
            + CanonicalRequest.hash(request, path, signed.signedHeaders(), payloadHash);
    String expected = HexFormat.of().formatHex(Hashes.hmac(signingKey, toSign));
    return same(expected, signed.hex());
  }

  /// Whether two texts are the same, in a time that tells nothing of where they differ.
  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }
}
