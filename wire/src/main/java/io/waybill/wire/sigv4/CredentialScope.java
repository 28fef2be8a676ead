package io.waybill.wire.sigv4;

import java.util.Optional;

/// What a credential names: `AKID/20260101/eu-west-1/sqs/aws4_request`.
///
/// @param date the signing key's day, such as `20260101`
public record CredentialScope(String accessKey, String date, String region, String service) {
  private static final String TERMINATOR = "/aws4_request";

  /// The scope in `text`, or empty where it has not the five parts of one. An access key may itself
  /// hold slashes.
  static Optional<CredentialScope> parse(String text) {
    if (!text.endsWith(TERMINATOR)) {
      return Optional.empty();
    }
    int serviceEnd = text.length() - TERMINATOR.length();
    int regionEnd = text.lastIndexOf('/', serviceEnd - 1);
    int dateEnd = text.lastIndexOf('/', regionEnd - 1);
    int keyEnd = text.lastIndexOf('/', dateEnd - 1);
    if (keyEnd <= 0 || dateEnd < 0 || regionEnd < 0) {
      return Optional.empty();
    }
    return Optional.of(
        new CredentialScope(
            text.substring(0, keyEnd),
            text.substring(keyEnd + 1, dateEnd),
            text.substring(dateEnd + 1, regionEnd),
            text.substring(regionEnd + 1, serviceEnd)));
  }

  /// The scope as it stands in the string to sign: without the access key.
  String withoutKey() {
    return date + "/" + region + "/" + service + TERMINATOR;
  }
}
