package io.waybill.wire.dispatch;

import io.waybill.shapes.ProtocolName;
import io.waybill.shapes.ServiceShape;
import io.waybill.wire.protocol.Protocol;
import io.waybill.wire.protocol.WireRequest;
import io.waybill.wire.sigv4.CredentialScope;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The services that can be called, and how to tell from a request which one is meant: as AWS's
/// clients say it, from the surest sign to the weakest.
public final class ServiceTable {
  // AWS: a queue's URL is /<account>/<queue>, and query requests are posted to it.
  private static final Pattern QUEUE_PATH = Pattern.compile("/(queue|\\d{12})/[^/]+/?");
  private static final String SMITHY_PATH = "/service/";

  private record Spoken(ServiceShape service, Map<ProtocolName, Protocol> protocols) {
    Optional<Route> in(ProtocolName... names) {
      for (ProtocolName name : names) {
        Protocol protocol = protocols.get(name);
        if (protocol != null) {
          return Optional.of(new Route(service, protocol));
        }
      }
      return Optional.empty();
    }
  }

  private final Map<String, Spoken> byTarget = new HashMap<>();
  private final Map<String, Spoken> bySmithyName = new HashMap<>();
  private final Map<String, Spoken> bySigningName = new HashMap<>();
  private final Map<String, Spoken> byName = new HashMap<>();
  private final List<Spoken> all = new ArrayList<>();

  private ServiceTable() {}

  /// The route of `request`, or empty where it names no service that is here.
  ///
  /// @param scope what its signature names, if it has one
  Optional<Route> find(WireRequest request, Optional<CredentialScope> scope) {
    ContentType type = ContentType.of(request.headers().first("content-type").orElse(""));
    Optional<String> target = request.headers().first("x-amz-target");
    if (target.isPresent()) {
      return byTarget(target.get(), type);
    }
    if (request.path().startsWith(SMITHY_PATH)) {
      return bySmithyPath(request.path());
    }
    Spoken spoken = scope.map(s -> bySigningName.get(s.service())).orElse(null);
    if (spoken == null) {
      spoken = byHost(request.headers().first("host").orElse(""));
    }
    if (spoken == null && QUEUE_PATH.matcher(request.path()).matches()) {
      spoken = byName.get("sqs");
    }
    if (spoken == null) {
      spoken = byVersion(request);
    }
    if (spoken == null) {
      spoken = byAction(request);
    }
    return spoken == null ? Optional.empty() : protocol(spoken, type, request);
  }

  private Optional<Route> byTarget(String target, ContentType type) {
    int dot = target.lastIndexOf('.');
    Spoken spoken = byTarget.get(dot < 0 ? target : target.substring(0, dot));
    if (spoken == null) {
      return Optional.empty();
    }
    return switch (type) {
      case JSON_1_0 -> spoken.in(ProtocolName.AWS_JSON_1_0, ProtocolName.AWS_JSON_1_1);
      case JSON_1_1 -> spoken.in(ProtocolName.AWS_JSON_1_1, ProtocolName.AWS_JSON_1_0);
      case AMZ_CBOR -> spoken.in(ProtocolName.AWS_CBOR);
      case CBOR, FORM, NONE, OTHER -> Optional.empty();
    };
  }

  private Optional<Route> bySmithyPath(String path) {
    int end = path.indexOf('/', SMITHY_PATH.length());
    if (end < 0) {
      return Optional.empty();
    }
    return Optional.ofNullable(bySmithyName.get(path.substring(SMITHY_PATH.length(), end)))
        .flatMap(spoken -> spoken.in(ProtocolName.RPC_V2_CBOR));
  }

  /// The service whose endpoint `host` is: `sqs.eu-west-1.amazonaws.com`, `sqs.localhost`, and
  /// SQS's old `queue.amazonaws.com` and `eu-west-1.queue.amazonaws.com`.
  private @Nullable Spoken byHost(String host) {
    int dot = host.indexOf('.');
    if (dot < 0) {
      return null;
    }
    Spoken spoken = byName.get(host.substring(0, dot));
    if (spoken == null && (host.startsWith("queue.") || host.startsWith(".queue.", dot))) {
      return byName.get("sqs");
    }
    return spoken;
  }

  /// The service whose API version a query request names, where only one has that version.
  private @Nullable Spoken byVersion(WireRequest request) {
    String version = QueryText.parameter(request, "Version").orElse("");
    if (version.isEmpty()) {
      return null;
    }
    Spoken found = null;
    for (Spoken spoken : all) {
      if (spoken.service().facts().version().equals(version)) {
        if (found != null) {
          return null;
        }
        found = spoken;
      }
    }
    return found;
  }

  /// The one service that has the action which a query request names: a link such as SNS sends to
  /// unsubscribe says no more.
  private @Nullable Spoken byAction(WireRequest request) {
    String action = QueryText.parameter(request, "Action").orElse("");
    List<Spoken> found =
        all.stream().filter(each -> each.service().operation(action).isPresent()).toList();
    return found.size() == 1 ? found.getFirst() : null;
  }

  private static Optional<Route> protocol(Spoken spoken, ContentType type, WireRequest request) {
    Optional<Route> route =
        switch (type) {
          case FORM -> spoken.in(ProtocolName.AWS_QUERY, ProtocolName.EC2_QUERY);
          case NONE, OTHER ->
              spoken
                  .in(ProtocolName.AWS_QUERY, ProtocolName.EC2_QUERY)
                  .filter(_ -> QueryText.parameter(request, "Action").isPresent());
          case JSON_1_0, JSON_1_1 ->
              spoken.in(ProtocolName.AWS_JSON_1_0, ProtocolName.AWS_JSON_1_1);
          case AMZ_CBOR -> spoken.in(ProtocolName.AWS_CBOR);
          case CBOR -> spoken.in(ProtocolName.RPC_V2_CBOR);
        };
    return route
        .or(() -> spoken.in(ProtocolName.REST_JSON_1, ProtocolName.REST_XML))
        .or(() -> spoken.in(ProtocolName.AWS_QUERY, ProtocolName.AWS_JSON_1_0))
        .or(() -> spoken.in(ProtocolName.AWS_JSON_1_1));
  }

  /// Collects the services as the program is assembled.
  public static final class Builder {
    private final ServiceTable table = new ServiceTable();

    /// Adds `service`, spoken in each of `protocols`.
    public Builder serve(ServiceShape service, Map<ProtocolName, Protocol> protocols) {
      var spoken = new Spoken(service, new EnumMap<>(protocols));
      ServiceShape.Facts facts = service.facts();
      table.all.add(spoken);
      table.byName.put(facts.name(), spoken);
      table.bySigningName.put(facts.signingName(), spoken);
      put(table.byTarget, facts.targetPrefix(), spoken);
      put(table.bySmithyName, facts.smithyName(), spoken);
      return this;
    }

    private static void put(Map<String, Spoken> map, String key, Spoken spoken) {
      if (!key.isEmpty()) {
        map.put(key, spoken);
      }
    }

    public ServiceTable build() {
      return table;
    }
  }
}
