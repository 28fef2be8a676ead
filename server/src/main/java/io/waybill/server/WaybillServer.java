package io.waybill.server;

import io.waybill.core.SystemTime;
import io.waybill.core.TimeSource;
import io.waybill.server.admin.AdminApi;
import io.waybill.server.config.ServerConfig;
import io.waybill.store.Store;
import io.waybill.store.StoreFailure;
import io.waybill.store.rocks.RocksStore;
import io.waybill.wire.dispatch.Dispatcher;
import io.waybill.wire.dispatch.Identities;
import io.waybill.wire.http.HttpServer;
import io.waybill.wire.http.HttpService;
import io.waybill.wire.http.LoopPorts;
import io.waybill.wire.http.Loops;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One running server: everything between a data folder and a port. Several may run in one process.
///
/// Closing it answers the calls in flight, as long as the drain timeout allows, and then lets go of
/// port and folder.
public final class WaybillServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WaybillServer.class);
  private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(1);

  private final ServerConfig config;
  private final Store store;
  private final Gate gate = new Gate();
  private final AdminApi admin;
  private final Loops loops;
  private final HttpServer http;
  private volatile @Nullable URI endpoint;
  private final Instant startedAt;

  /// What services see, which a test may move.
  private volatile TimeSource time;

  private volatile Works works;

  private WaybillServer(ServerConfig config, Store store) {
    this.config = config;
    this.store = store;
    // Connections and signatures live in the world's time, even where a test has stopped ours.
    SystemTime worldTime = new SystemTime();
    startedAt = Instant.ofEpochMilli(worldTime.millis());

    time = Wiring.time(config, store);
    warnOfAClockThatIsBehind(worldTime);
    loops = Wiring.loops(config);
    works = opened();
    admin =
        new AdminApi(
            new LiveInspection(this),
            new LiveControl(this),
            config.testMode(),
            config.adminToken(),
            config.bind());
    http = listening(worldTime);
    endpoint = Wiring.endpoint(config, http.port());
    gate.open(dispatcher());
    // Only now: what keeps a server from starting is told in one line and nothing before it.
    log.info("isolation of functions: {}", works.functionHost().isolation());
  }

  /// Starts a server and returns when it serves.
  ///
  /// Throws [StartFailure] where the port can't be had, and a StoreFailure where the data folder
  /// can't be used; the message of either is one plain line.
  public static WaybillServer start(ServerConfig config) {
    return start(config, RocksStore.open(config.data(), Wiring.storeOptions(config)));
  }

  /// As above, over another store than the one in the data folder: to find out what that one costs.
  /// The store is closed with the server.
  public static WaybillServer start(ServerConfig config, Store store) {
    try {
      return new WaybillServer(config, store);
    } catch (StartFailure | StoreFailure failure) {
      store.close();
      throw failure;
    }
  }

  /// What was made before is closed where the store can't be read.
  private Works opened() {
    try {
      return new Works(config, store, time, this::functionEndpoint, new LoopPorts(loops));
    } catch (StoreFailure failure) {
      loops.close();
      throw failure;
    }
  }

  /// What was made before is closed where the port can't be had.
  private HttpServer listening(TimeSource worldTime) {
    try {
      return Wiring.listen(config, worldTime, gate, loops);
    } catch (StartFailure failure) {
      admin.close();
      works.close();
      loops.close();
      throw failure;
    }
  }

  private void warnOfAClockThatIsBehind(TimeSource worldTime) {
    Duration ahead = Duration.ofMillis(time.millis() - worldTime.millis());
    if (ahead.compareTo(CLOCK_TOLERANCE) > 0) {
      log.warn(
          "the machine's clock is {} s behind what {} holds: the server's time goes on from {}",
          ahead.toSeconds(),
          config.data(),
          Instant.ofEpochMilli(time.millis()));
    }
  }

  private HttpService dispatcher() {
    Identities identities = Wiring.identities(config, new SystemTime());
    Dispatcher dispatcher =
        new Dispatcher(
            Wiring.services(),
            works.gateway(),
            identities,
            admin,
            config.publicUrl().map(URI::toString).orElse(""));
    HttpService urls = new FunctionUrls(works.lambda().urls(), identities, dispatcher);
    return works.signer().serving(new PackageFiles(works.lambda().packages(), urls));
  }

  /// Where clients of this machine reach it.
  public URI endpoint() {
    return Objects.requireNonNull(endpoint);
  }

  /// Where functions reach it. Events that were due are run when it listens, and not before.
  private String functionEndpoint() {
    URI known = endpoint;
    return known == null ? Wiring.endpoint(config, config.port()).toString() : known.toString();
  }

  ServerConfig config() {
    return config;
  }

  Store store() {
    return store;
  }

  HttpServer http() {
    return http;
  }

  Instant startedAt() {
    return startedAt;
  }

  TimeSource time() {
    return time;
  }

  Works works() {
    return works;
  }

  /// Forgets everything and starts over on the same port and folder. Calls that come meanwhile wait
  /// for it.
  synchronized void reset() {
    gate.shut();
    try {
      works.endPolls();
      works.close();
      try {
        store.clear();
      } finally {
        // Where it could not be cleared the server goes on with what is there.
        time = Wiring.time(config, store);
        works = new Works(config, store, time, this::functionEndpoint, new LoopPorts(loops));
      }
    } finally {
      gate.open(dispatcher());
    }
    log.info("everything was reset");
  }

  /// Ends what waits, answers what is in hand, makes it durable, and lets go, in the opposite order
  /// of the start.
  @Override
  public synchronized void close() {
    try {
      works.endPolls();
      http.close();
      admin.close();
      works.close();
    } finally {
      loops.close();
      store.close();
    }
  }
}
