package io.waybill.server;

import io.waybill.server.config.Durability;
import io.waybill.server.config.ServerConfig;
import io.waybill.server.config.StoreLimits;
import io.waybill.store.Store;
import io.waybill.store.StoreOptions;
import io.waybill.store.rocks.RocksStore;
import java.net.URI;

/// One running server: everything between a data folder and a port. Several may run in one process.
///
/// Closing it answers the calls in flight, as long as the drain timeout allows, and then lets go of
/// port and folder.
public final class WaybillServer implements AutoCloseable {
  private final URI endpoint;
  private final Store store;

  private WaybillServer(URI endpoint, Store store) {
    this.endpoint = endpoint;
    this.store = store;
  }

  /// Starts a server and returns when it serves.
  ///
  /// Throws [StartFailure] where the port can't be had, and a StoreFailure where the data folder
  /// can't be used; the message of either is one plain line.
  public static WaybillServer start(ServerConfig config) {
    Store store = RocksStore.open(config.data(), storeOptions(config));
    // Engine, services, gateway and HTTP server are put together here, in this order.
    return new WaybillServer(endpoint(config, config.port()), store);
  }

  private static StoreOptions storeOptions(ServerConfig config) {
    StoreLimits limits = config.store();
    return StoreOptions.DEFAULT
        .withRelaxed(config.durability() == Durability.RELAXED)
        .withMemoryBytes(limits.memoryBytes())
        .withFreeBytesMin(limits.freeBytesMin())
        .withTrail(limits.trailBytesMax(), limits.trailAgeMax());
  }

  /// The address of a server that listens on `port`, as its own machine calls it.
  private static URI endpoint(ServerConfig config, int port) {
    boolean everywhere = config.bind().equals("0.0.0.0") || config.bind().equals("::");
    String host = everywhere ? "127.0.0.1" : config.bind();
    String literal = host.contains(":") ? "[" + host + "]" : host;
    String scheme = config.tls().isOff() ? "http" : "https";
    return URI.create(scheme + "://" + literal + ":" + port);
  }

  /// Where clients of this machine reach it.
  public URI endpoint() {
    return endpoint;
  }

  @Override
  public void close() {
    store.close();
  }
}
