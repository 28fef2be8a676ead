package io.waybill.server;

import io.waybill.cloudwatch.api.CloudWatchApi;
import io.waybill.core.MovableTime;
import io.waybill.core.SystemTime;
import io.waybill.core.TimeSource;
import io.waybill.engine.EngineFormat;
import io.waybill.eventbridge.api.EventBridgeApi;
import io.waybill.lambda.api.LambdaApi;
import io.waybill.logs.api.LogsApi;
import io.waybill.server.config.Durability;
import io.waybill.server.config.HttpLimits;
import io.waybill.server.config.ServerConfig;
import io.waybill.server.config.StoreLimits;
import io.waybill.shapes.ProtocolName;
import io.waybill.sns.api.SnsApi;
import io.waybill.sqs.api.SqsApi;
import io.waybill.store.Store;
import io.waybill.store.StoreOptions;
import io.waybill.wire.dispatch.Identities;
import io.waybill.wire.dispatch.ServiceTable;
import io.waybill.wire.http.HttpConfig;
import io.waybill.wire.http.HttpServer;
import io.waybill.wire.http.HttpService;
import io.waybill.wire.http.Loops;
import io.waybill.wire.http.Tls;
import io.waybill.wire.protocol.Protocols;
import io.waybill.wire.sigv4.AccessKey;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Turns settings into what the HTTP side is built from.
final class Wiring {
  /// Where, in the data folder, clients find the certificate of a server that made its own.
  static final String CERTIFICATE_FILE = "tls-certificate.pem";

  private Wiring() {}

  /// The clock of the services: one that can be moved where tests may move it. It does not begin
  /// before what is stored.
  static TimeSource time(ServerConfig config, Store store) {
    SystemTime time = new SystemTime(EngineFormat.latestMillis(store));
    return config.testMode() ? new MovableTime(time) : time;
  }

  static StoreOptions storeOptions(ServerConfig config) {
    StoreLimits limits = config.store();
    return StoreOptions.DEFAULT
        .withRelaxed(config.durability() == Durability.RELAXED)
        .withMemoryBytes(limits.memoryBytes())
        .withFreeBytesMin(limits.freeBytesMin())
        .withTrail(limits.trailBytesMax(), limits.trailAgeMax());
  }

  /// Every service, with the protocols that its clients speak.
  static ServiceTable services() {
    return new ServiceTable.Builder()
        .serve(
            SqsApi.SERVICE,
            Map.of(
                ProtocolName.AWS_JSON_1_0,
                Protocols.of(ProtocolName.AWS_JSON_1_0, SqsApi.SERVICE),
                ProtocolName.AWS_QUERY,
                Protocols.of(ProtocolName.AWS_QUERY, SqsApi.SERVICE)))
        .serve(
            EventBridgeApi.SERVICE,
            Map.of(
                ProtocolName.AWS_JSON_1_1,
                Protocols.of(ProtocolName.AWS_JSON_1_1, EventBridgeApi.SERVICE)))
        .serve(
            SnsApi.SERVICE,
            Map.of(ProtocolName.AWS_QUERY, Protocols.of(ProtocolName.AWS_QUERY, SnsApi.SERVICE)))
        .serve(
            LambdaApi.SERVICE,
            Map.of(
                ProtocolName.REST_JSON_1,
                Protocols.of(ProtocolName.REST_JSON_1, LambdaApi.SERVICE)))
        .serve(
            LogsApi.SERVICE,
            Map.of(
                ProtocolName.AWS_JSON_1_1,
                Protocols.of(ProtocolName.AWS_JSON_1_1, LogsApi.SERVICE)))
        .serve(
            CloudWatchApi.SERVICE,
            Map.of(
                ProtocolName.RPC_V2_CBOR,
                Protocols.of(ProtocolName.RPC_V2_CBOR, CloudWatchApi.SERVICE),
                ProtocolName.AWS_JSON_1_0,
                Protocols.of(ProtocolName.AWS_JSON_1_0, CloudWatchApi.SERVICE),
                ProtocolName.AWS_QUERY,
                Protocols.of(ProtocolName.AWS_QUERY, CloudWatchApi.SERVICE)))
        .build();
  }

  static Identities identities(ServerConfig config, TimeSource time) {
    if (!config.verifySignatures()) {
      return Identities.claimed(config.account(), config.region());
    }
    Map<String, AccessKey> keys =
        config.accessKeys().stream()
            .map(key -> AccessKey.ofRoot(key.id(), key.secret(), key.account()))
            .collect(Collectors.toMap(AccessKey::id, key -> key));
    return Identities.proven(id -> Optional.ofNullable(keys.get(id)), time);
  }

  /// What connections are served on, those of clients and those of functions.
  static Loops loops(ServerConfig config) {
    return Loops.of(httpConfig(config));
  }

  static HttpServer listen(ServerConfig config, TimeSource time, HttpService service, Loops loops) {
    HttpConfig http = withTls(httpConfig(config), config, time);
    try {
      return HttpServer.start(http, time, service, loops);
    } catch (IOException taken) {
      throw new StartFailure(
          "can't listen on %s:%d: %s".formatted(config.bind(), config.port(), taken.getMessage()),
          taken);
    }
  }

  private static HttpConfig withTls(HttpConfig http, ServerConfig config, TimeSource time) {
    try {
      return switch (config.tls()) {
        case io.waybill.server.config.Tls.Off off -> http;
        case io.waybill.server.config.Tls.SelfSigned made ->
            http.with(
                Tls.selfSigned(
                    hosts(config), time.millis(), config.data().resolve(CERTIFICATE_FILE)));
        case io.waybill.server.config.Tls.Given given ->
            http.with(Tls.pem(given.certificate(), given.key()));
      };
    } catch (IOException unusable) {
      throw new StartFailure(
          unusable.getMessage() + "; see --tls-certificate and --tls-key", unusable);
    }
  }

  /// The names that a certificate of our own is for.
  private static List<String> hosts(ServerConfig config) {
    Set<String> hosts =
        new LinkedHashSet<>(List.of("localhost", "*.localhost", "127.0.0.1", config.bind()));
    config.publicUrl().map(URI::getHost).ifPresent(hosts::add);
    return List.copyOf(hosts);
  }

  private static HttpConfig httpConfig(ServerConfig config) {
    var defaults = io.waybill.wire.http.HttpLimits.DEFAULT;
    HttpLimits limits = config.http();
    var sizes =
        new io.waybill.wire.http.HttpLimits.Sizes(
            limits.headerBytesMax(),
            defaults.sizes().fields(),
            limits.bodyBytesMax(),
            defaults.sizes().bodyBytesInHand(),
            defaults.sizes().answerBytesInHand(),
            defaults.sizes().unsentBytes());
    var times =
        new io.waybill.wire.http.HttpLimits.Times(
            limits.idleTimeout(),
            defaults.times().head(),
            defaults.times().body(),
            defaults.times().unsent(),
            defaults.times().linger(),
            config.drainTimeout());
    var counts =
        new io.waybill.wire.http.HttpLimits.Counts(
            limits.connectionsMax(), defaults.counts().pipelined(), defaults.counts().streams());
    return HttpConfig.of(config.bind(), config.port())
        .with(new io.waybill.wire.http.HttpLimits(sizes, times, counts));
  }

  /// The address of a server that listens on `port`, as its own machine calls it.
  static URI endpoint(ServerConfig config, int port) {
    boolean everywhere = config.bind().equals("0.0.0.0") || config.bind().equals("::");
    String host = everywhere ? "127.0.0.1" : config.bind();
    String literal = host.contains(":") ? "[" + host + "]" : host;
    String scheme = config.tls().isOff() ? "http" : "https";
    return URI.create(scheme + "://" + literal + ":" + port);
  }
}
