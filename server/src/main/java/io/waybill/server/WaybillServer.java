package io.waybill.server;

import io.waybill.core.IdSource;
import io.waybill.core.MovableTime;
import io.waybill.core.SystemTime;
import io.waybill.core.TimeSource;
import io.waybill.engine.Engine;
import io.waybill.engine.EngineFormat;
import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.gateway.Permission;
import io.waybill.engine.journal.LocalJournal;
import io.waybill.engine.partition.Homes;
import io.waybill.engine.time.TimerThread;
import io.waybill.engine.time.Timers;
import io.waybill.server.config.Durability;
import io.waybill.server.config.ServerConfig;
import io.waybill.server.config.StoreLimits;
import io.waybill.shapes.ProtocolName;
import io.waybill.sqs.Sqs;
import io.waybill.sqs.admin.QueueReports;
import io.waybill.sqs.api.SqsApi;
import io.waybill.sqs.state.SqsSettings;
import io.waybill.store.StoreOptions;
import io.waybill.store.rocks.RocksStore;
import io.waybill.wire.dispatch.Dispatcher;
import io.waybill.wire.dispatch.ServiceTable;
import io.waybill.wire.http.HttpServer;
import io.waybill.wire.protocol.Protocols;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One running server: everything between a data folder and a port. Several may run in one process.
///
/// Closing it answers the calls in flight, as long as the drain timeout allows, and then lets go of
/// port and folder.
public final class WaybillServer implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(WaybillServer.class);
  private static final long QUIET_MILLIS = 10_000;

  private final URI endpoint;
  private final RocksStore store;
  private final LocalJournal journal;
  private final TimerThread timerThread;
  private final Engine engine;
  private final QueueReports queues;
  private final HttpServer http;

  private WaybillServer(ServerConfig config) {
    store = RocksStore.open(config.data(), storeOptions(config));
    store.recovered().ifPresent(what -> log.warn("{}", what));

    TimeSource time = config.testMode() ? new MovableTime(new SystemTime()) : new SystemTime();
    IdSource ids = new RandomIds();
    Timers timers = new Timers();
    journal = new LocalJournal(store);

    Homes homes = EngineFormat.of(store);
    Sqs sqs = new Sqs(new SqsSettings(config.sqs().recreateAtOnce(), 8 << 20), homes);
    engine = new Engine(homes, List.of(sqs.program()), store, journal, time, ids, timers);
    engine.open();
    timerThread = new TimerThread(timers, time);
    queues = sqs.reports(engine);

    Gateway.Builder operations = new Gateway.Builder();
    sqs.serve(engine, operations);
    Gateway gateway = operations.build(Permission.OF_THE_ACCOUNT);

    ServiceTable services =
        new ServiceTable.Builder()
            .serve(
                SqsApi.SERVICE,
                Map.of(
                    ProtocolName.AWS_JSON_1_0,
                    Protocols.of(ProtocolName.AWS_JSON_1_0, SqsApi.SERVICE),
                    ProtocolName.AWS_QUERY,
                    Protocols.of(ProtocolName.AWS_QUERY, SqsApi.SERVICE)))
            .build();
    Dispatcher dispatcher =
        new Dispatcher(
            services,
            gateway,
            Wiring.identities(config, time),
            Dispatcher.NO_ADMIN,
            config.publicUrl().map(URI::toString).orElse(""));
    http = Wiring.listen(config, time, dispatcher);
    endpoint = Wiring.endpoint(config, http.port());
  }

  /// Starts a server and returns when it serves.
  ///
  /// Throws [StartFailure] where the port can't be had, and a StoreFailure where the data folder
  /// can't be used; the message of either is one plain line.
  public static WaybillServer start(ServerConfig config) {
    return new WaybillServer(config);
  }

  private static StoreOptions storeOptions(ServerConfig config) {
    StoreLimits limits = config.store();
    return StoreOptions.DEFAULT
        .withRelaxed(config.durability() == Durability.RELAXED)
        .withMemoryBytes(limits.memoryBytes())
        .withFreeBytesMin(limits.freeBytesMin())
        .withTrail(limits.trailBytesMax(), limits.trailAgeMax());
  }

  /// Where clients of this machine reach it.
  public URI endpoint() {
    return endpoint;
  }

  /// Ends what waits, answers what is in hand, makes it durable, and lets go, in the opposite order
  /// of the start.
  @Override
  public void close() {
    try {
      queues.endPolls();
      http.close();
      engine.awaitQuiet(QUIET_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      timerThread.close();
      journal.close();
      store.close();
    }
  }
}
