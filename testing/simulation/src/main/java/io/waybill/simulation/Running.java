package io.waybill.simulation;

import io.waybill.core.IdSource;
import io.waybill.core.Seal;
import io.waybill.core.TimeSource;
import io.waybill.engine.Engine;
import io.waybill.engine.gateway.Gateway;
import io.waybill.engine.gateway.LateCalls;
import io.waybill.engine.gateway.Permission;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Underway;
import io.waybill.engine.outward.MessageGateways;
import io.waybill.engine.partition.Homes;
import io.waybill.engine.time.Timers;
import io.waybill.eventbridge.EventBridge;
import io.waybill.sns.Sns;
import io.waybill.sns.deliver.Carriers;
import io.waybill.sns.deliver.MessageSigner;
import io.waybill.sqs.Sqs;
import io.waybill.sqs.state.SqsSettings;
import io.waybill.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The server below HTTP, from a start to the next crash.
final class Running {
  static final int PARTITIONS = 4;

  final Timers timers = new Timers();
  final SimulatedJournal journal;
  final Sqs sqs;
  final Sns sns;
  final EventBridge events;
  final Engine engine;
  final Gateway gateway;

  Running(SqsSettings settings, Store store, TimeSource time, IdSource ids, Outside outside) {
    Homes homes = new Homes(PARTITIONS);
    LateCalls straight = new LateCalls();
    ServiceCalls calls = outside.on(straight);
    Underway underway = new Underway();
    journal = new SimulatedJournal(store);
    sqs = new Sqs(settings, homes);
    sns =
        new Sns(
            new Carriers(
                calls, outside.http(), Optional.empty(), MessageGateways.NONE, new Unsigned()),
            underway);
    events = new EventBridge(calls, outside.http(), new Unsealed(), time, underway);
    engine =
        new Engine(
            homes,
            List.of(sqs.program(), sns.program(), events.program()),
            store,
            journal,
            time,
            ids,
            timers);
    Gateway.Builder operations = new Gateway.Builder();
    sqs.serve(engine, operations);
    sns.serve(engine, operations);
    events.serve(engine, operations);
    gateway = operations.build(Permission.OF_THE_ACCOUNT);
    straight.open(gateway);
    engine.open();
  }

  /// Signatures cost time, and nobody here looks at them.
  private static final class Unsigned implements MessageSigner {
    @Override
    public String certificatePath() {
      return "/certificate.pem";
    }

    @Override
    public CompletableFuture<String> sign(int version, String text) {
      return CompletableFuture.completedFuture("unsigned");
    }
  }

  private static final class Unsealed implements Seal {
    @Override
    public byte[] seal(byte[] secret) {
      return secret;
    }

    @Override
    public byte[] open(byte[] sealed) {
      return sealed;
    }
  }
}
