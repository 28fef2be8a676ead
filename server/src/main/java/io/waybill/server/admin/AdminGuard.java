package io.waybill.server.admin;

import io.waybill.wire.http.HttpCall;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Who may make admin calls: callers on this machine, or those that show the token.
///
/// SigV4 was rejected for this: it would ask every script and every Prometheus for an AWS signer.
final class AdminGuard {
  private static final String SCHEME = "Bearer ";
  private static final Pattern PORT = Pattern.compile(":\\d*$");

  private final Optional<byte[]> expected;
  private final String bind;

  AdminGuard(Optional<String> token, String bind) {
    this.expected = token.map(text -> text.getBytes(StandardCharsets.UTF_8));
    this.bind = bind.toLowerCase(Locale.ROOT);
  }

  /// Throws an [AdminRefusal] where the caller may not call.
  void check(HttpCall call) {
    // A browser says of everything that it fetches whether a page of ours asked for it.
    String site = call.headers().first("sec-fetch-site").orElse("none");
    if (!(site.equals("none") || site.equals("same-origin"))) {
      throw AdminRefusal.forbidden("web pages from elsewhere may not make admin calls");
    }
    if (expected.isPresent()) {
      if (!MessageDigest.isEqual(expected.get(), token(call).getBytes(StandardCharsets.UTF_8))) {
        throw AdminRefusal.forbidden("show the admin-token as 'Authorization: Bearer TOKEN'");
      }
      return;
    }
    boolean local =
        call.remote() instanceof InetSocketAddress remote
            && remote.getAddress() != null
            && remote.getAddress().isLoopbackAddress();
    if (!local) {
      throw AdminRefusal.forbidden(
          "admin calls from other machines need the setting admin-token on the server");
    }
    // A web page can make its own name resolve to this machine, but can't change the Host it sends.
    if (!ownName(call.host())) {
      throw AdminRefusal.forbidden("'" + call.host() + "' is not a name of this machine");
    }
    if (call.method().equals("POST")
        && !call.headers().first("content-type").orElse("").startsWith("application/json")) {
      throw AdminRefusal.forbidden("a POST carries 'Content-Type: application/json'");
    }
  }

  private boolean ownName(String hostAndPort) {
    String host = PORT.matcher(hostAndPort.toLowerCase(Locale.ROOT)).replaceFirst("");
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    return bare.equals("localhost")
        || bare.endsWith(".localhost")
        || bare.matches("127(\\.\\d{1,3}){3}")
        || bare.equals("::1")
        || bare.equals(bind);
  }

  /// The token that the caller shows; empty where it shows none.
  private static String token(HttpCall call) {
    String shown = call.headers().first("authorization").orElse("");
    boolean bearer = shown.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    return bearer ? shown.substring(SCHEME.length()) : "";
  }
}
