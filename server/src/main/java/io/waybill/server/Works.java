package io.waybill.server;

import io.waybill.cloudwatch.CloudWatch;
import io.waybill.cloudwatch.collect.Collector;
import io.waybill.core.SystemTime;
import io.waybill.core.TimeSource;
import io.waybill.engine.Engine;
import io.waybill.engine.EngineFormat;
import io.waybill.engine.functions.LocalPorts;
import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.gateway.LateCalls;
import io.waybill.engine.gateway.Permission;
import io.waybill.engine.journal.LocalJournal;
import io.waybill.engine.outbox.Underway;
import io.waybill.engine.partition.Homes;
import io.waybill.engine.time.TimerThread;
import io.waybill.engine.time.Timers;
import io.waybill.eventbridge.EventBridge;
import io.waybill.eventbridge.admin.RuleReports;
import io.waybill.lambda.Lambda;
import io.waybill.lambda.model.HostRules;
import io.waybill.logs.Logs;
import io.waybill.outward.AddressGuard;
import io.waybill.outward.GuardedHttp;
import io.waybill.outward.SmtpMailer;
import io.waybill.server.config.LambdaRules;
import io.waybill.server.config.ServerConfig;
import io.waybill.sns.Sns;
import io.waybill.sns.admin.TopicReports;
import io.waybill.sns.deliver.Carriers;
import io.waybill.sns.deliver.RememberedSignatures;
import io.waybill.sqs.Sqs;
import io.waybill.sqs.admin.QueueReports;
import io.waybill.sqs.state.SqsSettings;
import io.waybill.store.Store;
import io.waybill.store.StoreFailure;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/// Engine, services and gateway over one store: what a reset replaces while the store and the HTTP
/// server stay.
final class Works implements AutoCloseable {
  /// Where, in the data folder, the code of functions is.
  static final String FUNCTIONS = "functions";

  private static final long QUIET_MILLIS = 10_000;
  private static final int SQS_MEMORY_BYTES = 8 << 20;

  private final LocalJournal journal;
  private final Timers timers;
  private final TimerThread timerThread;
  private final Engine engine;
  private final QueueReports queues;
  private final RuleReports rules;
  private final TopicReports topics;
  private final Gateway gateway;
  private final Collector collector;
  private final Underway underway = new Underway();
  private final GuardedHttp http;
  private final RsaSigner signer;
  private final Optional<SmtpMailer> mailer;
  private final FunctionHost functionHost;
  private final Lambda lambda;
  private final Logs logs;

  /// @param endpoint where functions reach this server, known when it listens
  /// @param ports where functions are heard
  Works(
      ServerConfig config,
      Store store,
      TimeSource time,
      Supplier<String> endpoint,
      LocalPorts ports) {
    journal = new LocalJournal(store);
    timers = new Timers();
    http =
        new GuardedHttp(AddressGuard.of(config.outbound().loopback(), config.outbound().allowed()));
    mailer = config.mail().map(SmtpMailer::new);
    signer = RsaSigner.of(config.data(), new SystemTime().millis());
    LateCalls calls = new LateCalls();

    Homes homes = EngineFormat.of(store);
    Sqs sqs = new Sqs(new SqsSettings(config.sqs().recreateAtOnce(), SQS_MEMORY_BYTES), homes);
    EventBridge eventBridge =
        new EventBridge(calls, http, new KeyFileSeal(config.data()), time, underway);
    Carriers carriers =
        new Carriers(calls, http, mailer, config.gateways(), new RememberedSignatures(signer));
    Sns sns = new Sns(carriers, underway);
    functionHost = FunctionHost.of(config, time, calls, ports);
    lambda =
        new Lambda(
            config.data().resolve(FUNCTIONS),
            functionHost.runner(),
            calls,
            endpoint,
            new HostRules(
                config.outbound().loopback(),
                config.lambda().missingRuntimes() == LambdaRules.MissingRuntimes.ACCEPT),
            underway,
            time,
            new RandomIds(),
            Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("waybill-lambda-", 0).factory()));
    CloudWatch cloudWatch = new CloudWatch(time, calls, underway);
    logs =
        new Logs(
            calls,
            underway,
            time,
            Executors.newThreadPerTaskExecutor(
                Thread.ofVirtual().name("waybill-tail-", 0).factory()));
    engine =
        new Engine(
            homes,
            List.of(
                sqs.program(),
                sns.program(),
                eventBridge.program(),
                lambda.program(),
                cloudWatch.program(),
                logs.program()),
            store,
            journal,
            time,
            new RandomIds(),
            timers);
    queues = sqs.reports(engine);
    rules = eventBridge.reports(engine);
    topics = sns.reports(engine);

    Gateway.Builder operations = new Gateway.Builder();
    sqs.serve(engine, operations);
    eventBridge.serve(engine, operations);
    sns.serve(engine, operations);
    lambda.serve(engine, operations);
    cloudWatch.serve(engine, operations);
    logs.serve(engine, operations);
    gateway = operations.build(Permission.OF_THE_ACCOUNT, config.enforcePolicies());
    calls.open(gateway);

    open(engine, functionHost);
    collector =
        cloudWatch.collector(
            engine,
            List.of(
                new QueueMinutes(queues, time),
                new TopicMinutes(topics),
                new RuleMinutes(rules),
                new FunctionMinutes(lambda.functions().metrics().minute())),
            Executors.newSingleThreadExecutor(
                Thread.ofPlatform().name("waybill-metrics").daemon().factory()));
    collector.start();
    lambda.opened();
    timerThread = new TimerThread(timers, time);
  }

  /// What was made before is closed where the store can't be read.
  private static void open(Engine engine, FunctionHost functionHost) {
    try {
      engine.open();
    } catch (StoreFailure failure) {
      functionHost.close();
      throw failure;
    }
  }

  Engine engine() {
    return engine;
  }

  /// The deliveries that are being tried.
  Underway underway() {
    return underway;
  }

  /// What signs SNS's messages.
  RsaSigner signer() {
    return signer;
  }

  /// What runs functions.
  FunctionHost functionHost() {
    return functionHost;
  }

  Timers timers() {
    return timers;
  }

  QueueReports queues() {
    return queues;
  }

  RuleReports rules() {
    return rules;
  }

  TopicReports topics() {
    return topics;
  }

  Lambda lambda() {
    return lambda;
  }

  /// What stores each minute's metrics.
  Collector collector() {
    return collector;
  }

  Gateway gateway() {
    return gateway;
  }

  /// Ends what waits for messages, so that callers get their answers before the server goes.
  void endPolls() {
    lambda.endMappings();
    logs.endTails();
    try {
      queues.endPolls();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  /// Makes what is in hand durable and stops every thread. Later calls fail.
  @Override
  public void close() {
    collector.close();
    try {
      engine.awaitQuiet(QUIET_MILLIS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } finally {
      timerThread.close();
      lambda.close();
      functionHost.close();
      http.close();
      signer.close();
      mailer.ifPresent(SmtpMailer::close);
      journal.close();
    }
  }
}
