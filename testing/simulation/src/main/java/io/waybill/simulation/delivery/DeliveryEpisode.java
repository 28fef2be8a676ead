package io.waybill.simulation.delivery;

import io.waybill.eventbridge.api.ApiDestinationHttpMethod;
import io.waybill.eventbridge.api.ConnectionAuthorizationType;
import io.waybill.eventbridge.api.CreateApiDestinationRequest;
import io.waybill.eventbridge.api.CreateConnectionApiKeyAuthRequestParameters;
import io.waybill.eventbridge.api.CreateConnectionAuthRequestParameters;
import io.waybill.eventbridge.api.CreateConnectionRequest;
import io.waybill.eventbridge.api.CreateEventBusRequest;
import io.waybill.eventbridge.api.EventBridgeApi;
import io.waybill.simulation.Chance;
import io.waybill.simulation.Violation;
import io.waybill.store.fault.Fault;
import java.util.List;
import java.util.Objects;

/// One run of deliveries from one seed: a storm, then peace, in which all that is owed must arrive.
public final class DeliveryEpisode {
  private static final int PEACE_ROUNDS_MAX = 2_000;
  private static final long PEACE_JUMP_MAX = 600_000;

  private final Chance chance;
  private final Town town;
  private int faultySteps;

  private DeliveryEpisode(long seed) {
    this.chance = new Chance(seed);
    this.town = new Town(chance);
  }

  /// Runs `steps` steps. Throws a Violation where the server did wrong.
  public static void run(long seed, int steps) {
    DeliveryEpisode episode = new DeliveryEpisode(seed);
    try {
      episode.found();
      for (int i = 0; i < steps; i++) {
        episode.step();
        episode.town.check();
      }
      episode.peace();
    } catch (Violation violation) {
      episode.town.guard(() -> {
        throw violation;
      });
      episode.town.check();
    }
  }

  /// What is there at the beginning.
  private void found() {
    Asked.require(
        town,
        EventBridgeApi.CREATE_EVENT_BUS,
        CreateEventBusRequest.builder().name("shop").build());
    String connection =
        Objects.requireNonNull(
            Asked.require(
                    town,
                    EventBridgeApi.CREATE_CONNECTION,
                    CreateConnectionRequest.builder()
                        .name("connection")
                        .authorizationType(ConnectionAuthorizationType.API_KEY)
                        .authParameters(
                            CreateConnectionAuthRequestParameters.builder()
                                .apiKeyAuthParameters(
                                    new CreateConnectionApiKeyAuthRequestParameters("k", "v"))
                                .build())
                        .build())
                .connectionArn());
    for (String queue : List.copyOf(town.queues.keySet())) {
      if (!queue.startsWith("dead") || !chance.oneIn(4)) {
        Governing.queue(town, queue, true);
        town.machine.settle();
      }
    }
    Bridge.build(town);
    for (Archive archive : town.replays.archives()) {
      ReplayChanges.create(town, archive);
      town.machine.settle();
    }
    for (Source source : town.sources.values()) {
      if (source.isTopic) {
        SnsChanges.create(town, source);
        town.machine.settle();
      }
      source.slots.forEach(slot -> found(slot, connection));
    }
    town.check();
  }

  private void found(Slot slot, String connection) {
    if (slot.isOfTopic()) {
      SnsChanges.subscribe(town, slot);
    } else {
      if (slot.kind == Slot.Kind.ENDPOINT) {
        slot.arn =
            Objects.requireNonNull(
                Asked.require(
                        town,
                        EventBridgeApi.CREATE_API_DESTINATION,
                        CreateApiDestinationRequest.builder()
                            .name(slot.name)
                            .connectionArn(connection)
                            .invocationEndpoint(Streets.HOST + slot.name)
                            .httpMethod(ApiDestinationHttpMethod.POST)
                            .build())
                    .apiDestinationArn());
      }
      if (!town.rules.kinds.containsKey(slot.rule)) {
        EventChanges.match(town, slot.source, slot.rule, Governing.kinds(chance));
        town.machine.settle();
      }
      EventChanges.target(town, slot);
    }
    town.machine.settle();
  }

  private void step() {
    if (faultySteps > 0 && --faultySteps == 0) {
      heal();
    }
    int dice = chance.between(0, 999);
    if (dice < 250) {
      publish(chance.oneIn(3) ? chance.between(2, 10) : 1);
    } else if (dice < 480) {
      town.machine.commitSome();
    } else if (dice < 620) {
      town.machine.tick();
    } else if (dice < 720) {
      town.streets.answerSome(chance.between(1, 20));
    } else if (dice < 850) {
      town.machine.time().move(chance.between(1, 4_000));
    } else if (dice < 910) {
      Governing.random(town);
    } else if (dice < 945) {
      chance.of(List.copyOf(town.slots.values())).weather = chance.of(List.of(Weather.values()));
    } else if (dice < 975) {
      settle();
    } else {
      rare(dice);
    }
  }

  private void rare(int dice) {
    switch (dice) {
      case 975, 976, 977 -> town.machine.time().move(chance.between(4_000, 400_000));
      case 978 -> town.machine.time().move(chance.between(400_000, 40_000_000));
      case 979, 980 -> burst();
      case 981, 982, 983 -> fault();
      case 984, 985, 986, 987 -> crash();
      case 988, 989 -> town.slots.values().forEach(slot -> slot.weather = Weather.FAIR);
      default -> audit();
    }
  }

  private void publish(int count) {
    Source source = chance.of(List.copyOf(town.sources.values()));
    if (source.isTopic) {
      Publishing.random(town, source, count);
    } else {
      Putting.random(town, source, count);
    }
  }

  /// More than fits into the memory that deliveries have.
  private void burst() {
    int calls = chance.between(5, 60);
    for (int i = 0; i < calls; i++) {
      publish(10);
    }
  }

  private void settle() {
    town.log("settle");
    town.machine.settle();
    town.check();
    town.ledger.rest();
  }

  private void audit() {
    if (chance.oneIn(2)) {
      town.streets.answerSome(Integer.MAX_VALUE);
    }
    Audit.run(town);
  }

  private void fault() {
    if (faultySteps > 0) {
      return;
    }
    faultySteps = chance.between(1, 40);
    Fault fault = chance.of(List.of(Fault.FULL, Fault.LOST, Fault.KEPT));
    town.log("fault " + fault);
    town.ledger.troubleBegins();
    if (fault == Fault.FULL) {
      town.machine.fillDisk();
    } else {
      town.machine.failNextCommit(fault);
    }
  }

  private void heal() {
    town.log("heal");
    faultySteps = 0;
    town.machine.heal();
    if (town.machine.isBroken()) {
      crash();
    }
    town.ledger.troubleEnds();
    town.machine.time().move(2_000);
  }

  private void crash() {
    faultySteps = 0;
    long moved = chance.oneIn(4) ? -chance.between(0, 600_000) : chance.between(0, 20_000);
    town.log("crash, the clock moves by " + moved);
    List<Request<?>> lost = List.copyOf(town.outstanding);
    town.outstanding.clear();
    lost.forEach(Request::inDoubt);
    town.streets.crash();
    town.machine.crash(moved);
    town.replays.crashed();
    town.ledger.troubleBegins();
    town.ledger.troubleEnds();
    Audit.run(town);
  }

  private boolean isSomethingLeft() {
    return town.machine.lanes() > 0
        || town.machine.storedDeliveries() > 0
        || !town.replays.underWay().isEmpty();
  }

  /// All is well from now on: whatever is owed must arrive.
  private void peace() {
    heal();
    town.slots.values().forEach(slot -> slot.weather = Weather.FAIR);
    Audit.run(town);
    ReplayChanges.startAll(town);
    settle();
    for (int round = 0; isSomethingLeft(); round++) {
      Violation.unless(
          round < PEACE_ROUNDS_MAX, "deliveries don't end: " + town.ledger.openBySlot());
      town.streets.answerSome(Integer.MAX_VALUE);
      Audit.run(town);
      long next = town.machine.nextDue() - town.now();
      town.machine.time().move(Math.clamp(next, 1, PEACE_JUMP_MAX));
      settle();
    }
    Audit.run(town);
    town.ledger.checkSettled();
    crash();
    Violation.unless(
        town.machine.lanes() == 0 && town.machine.storedDeliveries() == 0, "a delivery came back");
  }
}
