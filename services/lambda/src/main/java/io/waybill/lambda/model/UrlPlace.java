package io.waybill.lambda.model;

import io.waybill.engine.gateway.Caller;
import java.net.URI;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where function URLs are: at hosts such as `ID.lambda-url.us-east-1.localhost`, as AWS's are at
/// `ID.lambda-url.us-east-1.on.aws`; and, for clients whose system knows no names below
/// `localhost`, at a path of the server.
public final class UrlPlace {
  /// What the path begins with; the id follows.
  public static final String PATH = "/_waybill/function-urls/";

  private static final int ID_CHARACTERS = 32;
  private static final String BEHIND_ID = ".lambda-url.";
  private static final Pattern HOST =
      Pattern.compile("([a-z0-9]{32})\\.lambda-url\\.[a-z0-9-]+\\..*");
  private static final Pattern ADDRESS = Pattern.compile("\\[.*|[\\d.]+");

  private UrlPlace() {}

  /// The URL with that id, for a caller who reached the server as he did.
  static String of(String id, Caller caller, URI base) {
    String host = base.getHost() == null ? "localhost" : base.getHost();
    String below = ADDRESS.matcher(host).matches() ? "localhost" : host;
    String port = base.getPort() < 0 ? "" : ":" + base.getPort();
    return "%s://%s.lambda-url.%s.%s%s/"
        .formatted(base.getScheme(), id, caller.region().name(), below, port);
  }

  public static String of(String id, Caller caller) {
    return of(id, caller, URI.create(caller.baseUrl()));
  }

  /// The id of the URL whose host is `host`, with or without a port.
  public static Optional<String> idOfHost(String host) {
    // Every request is asked, and nearly none is for a URL.
    if (!host.startsWith(BEHIND_ID, ID_CHARACTERS)) {
      return Optional.empty();
    }
    Matcher match = HOST.matcher(host);
    return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
  }
}
