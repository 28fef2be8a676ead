package io.waybill.wire.sigv4;

import io.waybill.wire.protocol.WireRequest;
import java.util.Optional;

/// Finds a request's signature: in the `Authorization` header, or in the query of a presigned URL.
public final class SignatureReader {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final long EXPIRES_SECONDS_MAX = 604_800;

  private SignatureReader() {}

  public static Signature read(WireRequest request) {
    Optional<String> header = request.headers().first("authorization");
    if (header.isPresent()) {
      return ofHeader(header.get(), request);
    }
    if (request.query().contains("X-Amz-")) {
      return ofQuery(request.query());
    }
    return new Signature.Anonymous();
  }

  private static Signature ofHeader(String header, WireRequest request) {
    if (!header.startsWith(ALGORITHM)) {
      return new Signature.Anonymous();
    }
    Optional<String> credential = parameter(header, "Credential=");
    Optional<String> signedHeaders = parameter(header, "SignedHeaders=");
    Optional<String> hex = parameter(header, "Signature=");
    Optional<String> timestamp = request.headers().first("x-amz-date");
    Optional<CredentialScope> scope = credential.flatMap(CredentialScope::parse);
    if (scope.isPresent()
        && timestamp.isPresent()
        && signedHeaders.isPresent()
        && hex.isPresent()) {
      return new Signature.Signed(
          scope.get(),
          timestamp.get(),
          signedHeaders.get(),
          hex.get(),
          false,
          0,
          request.headers().first("x-amz-security-token").orElse(""));
    }
    var why = new StringBuilder();
    complain(why, credential, "Authorization header requires 'Credential' parameter. ");
    complain(why, hex, "Authorization header requires 'Signature' parameter. ");
    complain(why, signedHeaders, "Authorization header requires 'SignedHeaders' parameter. ");
    complain(
        why,
        timestamp,
        "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ");
    if (credential.isPresent() && scope.isEmpty()) {
      why.append(malformedScope(credential.get()));
    }
    return new Signature.Incomplete(scope, why.toString().strip());
  }

  private static void complain(StringBuilder why, Optional<String> part, String message) {
    if (part.isEmpty()) {
      why.append(message);
    }
  }

  private static String malformedScope(String credential) {
    return "Credential must have exactly 5 slash-delimited elements, e.g."
        + " keyid/date/region/service/term, got '"
        + credential
        + "'";
  }

  /// The value behind `name` up to a comma or a blank. `name` must not follow a letter:
  /// `Signature=` is not the end of `X-Signature=`.
  private static Optional<String> parameter(String header, String name) {
    int at = header.indexOf(name, ALGORITHM.length());
    while (at > 0 && header.charAt(at - 1) != ' ' && header.charAt(at - 1) != ',') {
      at = header.indexOf(name, at + 1);
    }
    if (at < 0) {
      return Optional.empty();
    }
    int start = at + name.length();
    int end = end(header, ' ', start, end(header, ',', start, header.length()));
    return end == start ? Optional.empty() : Optional.of(header.substring(start, end));
  }

  /// Where `mark` stands first from `start` on, or `otherwise` where it does not before that.
  private static int end(String header, char mark, int start, int otherwise) {
    int at = header.indexOf(mark, start, otherwise);
    return at < 0 ? otherwise : at;
  }

  private static Signature ofQuery(String query) {
    Optional<String> algorithm = QueryText.first(query, "X-Amz-Algorithm");
    Optional<String> credential = QueryText.first(query, "X-Amz-Credential");
    if (algorithm.isEmpty() && credential.isEmpty()) {
      return new Signature.Anonymous();
    }
    Optional<String> hex = QueryText.first(query, "X-Amz-Signature");
    Optional<String> signedHeaders = QueryText.first(query, "X-Amz-SignedHeaders");
    Optional<String> timestamp = QueryText.first(query, "X-Amz-Date");
    Optional<Long> expires = QueryText.first(query, "X-Amz-Expires").flatMap(SignatureReader::life);
    Optional<CredentialScope> scope = credential.flatMap(CredentialScope::parse);
    var why = new StringBuilder();
    complain(
        why,
        algorithm.filter(ALGORITHM::equals),
        "AWS query-string parameters must include 'X-Amz-Algorithm', which is AWS4-HMAC-SHA256. ");
    complain(why, credential, "AWS query-string parameters must include 'X-Amz-Credential'. ");
    complain(why, hex, "AWS query-string parameters must include 'X-Amz-Signature'. ");
    complain(
        why, signedHeaders, "AWS query-string parameters must include 'X-Amz-SignedHeaders'. ");
    complain(why, timestamp, "AWS query-string parameters must include 'X-Amz-Date'. ");
    complain(
        why,
        expires.map(String::valueOf),
        "'X-Amz-Expires' must be a number of seconds from 1 to " + EXPIRES_SECONDS_MAX + ". ");
    if (credential.isPresent() && scope.isEmpty()) {
      why.append(malformedScope(credential.get()));
    }
    if (!why.isEmpty()) {
      return new Signature.Incomplete(scope, why.toString().strip());
    }
    return new Signature.Signed(
        scope.orElseThrow(),
        timestamp.orElseThrow(),
        signedHeaders.orElseThrow(),
        hex.orElseThrow(),
        true,
        expires.orElseThrow(),
        QueryText.first(query, "X-Amz-Security-Token").orElse(""));
  }

  private static Optional<Long> life(String seconds) {
    if (seconds.isEmpty()
        || seconds.length() > 6
        || !seconds.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return Optional.empty();
    }
    long life = Long.parseLong(seconds);
    return life < 1 || life > EXPIRES_SECONDS_MAX ? Optional.empty() : Optional.of(life);
  }
}
