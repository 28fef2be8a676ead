package io.waybill.wire.dispatch;

import io.waybill.wire.http.HttpCall;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps web pages of others away from a server that believes everybody.
///
/// A page anywhere can make its reader's browser post to `localhost`, and can have its own host's
/// name resolve to 127.0.0.1. So a request from a page must come from our own origin, and the host
/// that a request names must be one that no stranger's DNS answers for.
final class LocalNames {
  private static final int KEPT_MAX = 1000;
  private static final List<String> SUFFIXES =
      List.of(".localhost", ".local", ".internal", ".test", ".localstack.cloud", ".amazonaws.com");

  private final String publicHost;
  private final Set<String> known = ConcurrentHashMap.newKeySet();

  /// @param publicHost one more host, or empty
  LocalNames(String publicHost) {
    this.publicHost = publicHost;
  }

  /// Whether `host`, with or without a port, can't be a stranger's name for this machine.
  boolean trusts(String host) {
    if (known.contains(host)) {
      return true;
    }
    boolean trusted = local(withoutPort(host).toLowerCase(Locale.ROOT));
    if (trusted && known.size() < KEPT_MAX) {
      known.add(host);
    }
    return trusted;
  }

  private boolean local(String name) {
    // Docker's names for containers have no dot, addresses are all digits or have colons.
    return name.indexOf('.') < 0
        || name.equals(publicHost)
        || SUFFIXES.stream().anyMatch(name::endsWith)
        || name.chars().allMatch(c -> c == '.' || (c >= '0' && c <= '9'));
  }

  private static String withoutPort(String host) {
    if (host.startsWith("[")) {
      return "ipv6";
    }
    int colon = host.indexOf(':');
    return colon < 0 ? host : host.substring(0, colon);
  }

  /// Whether a web page that was not loaded from here caused `call`. A browser names the page's
  /// origin with what a script sends, and with everything (an image, a link) whether the page is of
  /// the same site.
  static boolean fromAnotherPage(HttpCall call) {
    if (!call.headers().has("origin") && !call.headers().has("sec-fetch-site")) {
      return false; // what no browser sent
    }
    boolean otherOrigin =
        call.headers()
            .first("origin")
            .map(origin -> !sameOrigin(origin, call.host()))
            .orElse(false);
    // A page of another port of this machine is "same-site", and a stranger too.
    String site = call.headers().first("sec-fetch-site").orElse("none");
    return otherOrigin || !(site.equals("none") || site.equals("same-origin"));
  }

  /// Whether `call` comes from a person who followed a link: a browser says so, and a page can't
  /// make it say so of what a script, a form or an image asks for.
  static boolean isFollowedLink(HttpCall call) {
    return call.method().equals("GET")
        && call.headers().first("sec-fetch-mode").filter("navigate"::equals).isPresent()
        && call.headers().first("sec-fetch-dest").filter("document"::equals).isPresent();
  }

  /// Whether a page of `origin`, as the `Origin` header names it, was loaded from `host`.
  private static boolean sameOrigin(String origin, String host) {
    int authority = origin.indexOf("://");
    return authority > 0 && origin.substring(authority + 3).equalsIgnoreCase(host);
  }
}
