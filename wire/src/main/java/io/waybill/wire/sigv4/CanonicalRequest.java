package io.waybill.wire.sigv4;

import io.waybill.core.Sha256;
import io.waybill.wire.protocol.WireRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/// The one spelling of a request that both sides hash.
final class CanonicalRequest {
  private CanonicalRequest() {}

  /// The hash of the canonical request.
  ///
  /// @param path the canonical path
  static String hash(WireRequest request, String path, String signedHeaders, String payloadHash) {
    var text = new StringBuilder(512);
    text.append(request.method()).append('\n').append(path).append('\n');
    text.append(QueryText.canonical(request.query())).append('\n');
    for (String name : signedHeaders.split(";", -1)) {
      text.append(name).append(':');
      String separator = "";
      for (String value : request.headers().all(name)) {
        text.append(separator).append(oneBlank(value));
        separator = ",";
      }
      text.append('\n');
    }
    text.append('\n').append(signedHeaders).append('\n').append(payloadHash);
    return Sha256.hex(text.toString().getBytes(StandardCharsets.UTF_8));
  }

  /// `value` without blanks around it, and with one blank where several follow each other.
  private static String oneBlank(String value) {
    String stripped = value.strip();
    if (!stripped.contains("  ")) {
      return stripped;
    }
    return stripped.replaceAll(" +", " ");
  }

  /// The path as clients of all services but S3 sign it: without dot segments, and with the percent
  /// signs that it was sent with encoded once more.
  static String twiceEncoded(String path) {
    return Percent.encode(normal(path), '/');
  }

  /// The path as some clients sign it: encoded as it was sent.
  static String onceEncoded(String path) {
    return Percent.canonicalPath(normal(path));
  }

  private static String normal(String path) {
    if (!path.contains("//") && !path.contains("/.")) {
      return path.isEmpty() ? "/" : path;
    }
    Deque<String> parts = new ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      switch (part) {
        case "", "." -> {}
        case ".." -> parts.pollLast();
        default -> parts.addLast(part);
      }
    }
    boolean slash = path.endsWith("/") && !parts.isEmpty();
    return "/" + String.join("/", parts) + (slash ? "/" : "");
  }
}
