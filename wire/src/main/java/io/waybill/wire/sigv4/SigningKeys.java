package io.waybill.wire.sigv4;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Signing keys derived from secrets: one for each key, day, region and service, kept because
/// deriving one costs four times what its use does.
final class SigningKeys {
  private static final int KEPT_MAX = 1024;

  private record Derivation(CredentialScope scope, String secret) {}

  private final Map<Derivation, byte[]> kept = new ConcurrentHashMap<>();

  byte[] of(CredentialScope scope, String secret) {
    // Days pass and old keys stay; clearing all of them once in a while is simpler than ageing.
    if (kept.size() >= KEPT_MAX) {
      kept.clear();
    }
    return kept.computeIfAbsent(new Derivation(scope, secret), d -> derive(d.scope(), d.secret()));
  }

  private static byte[] derive(CredentialScope scope, String secret) {
    byte[] date = Hashes.hmac(("AWS4" + secret).getBytes(StandardCharsets.UTF_8), scope.date());
    byte[] region = Hashes.hmac(date, scope.region());
    byte[] service = Hashes.hmac(region, scope.service());
    return Hashes.hmac(service, "aws4_request");
  }
}
