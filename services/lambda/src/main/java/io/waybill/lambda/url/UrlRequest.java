package io.waybill.lambda.url;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// One HTTP request to a function URL.
///
/// @param id which URL: the first part of its host
/// @param path still percent-encoded
/// @param query still percent-encoded; empty for none
/// @param host host and port as the caller wrote them
/// @param protocol such as `HTTP/1.1`
/// @param signer who signed the request; empty where nobody did
public record UrlRequest(
    String id,
    String method,
    String path,
    String query,
    List<Field> fields,
    byte[] body,
    String host,
    String scheme,
    String sourceIp,
    String protocol,
    String requestId,
    Optional<Signer> signer) {
  /// One header line.
  public record Field(String name, String value) {}

  /// Who signed.
  public record Signer(String account, String principal, String accessKey) {}

  /// The first value of the header `name`.
  public Optional<String> first(String name) {
    return fields.stream()
        .filter(field -> field.name().equalsIgnoreCase(name))
        .map(Field::value)
        .findFirst();
  }

  /// The host without its port.
  String domain() {
    int colon = host.lastIndexOf(':');
    return (colon < 0 ? host : host.substring(0, colon)).toLowerCase(Locale.ROOT);
  }
}
