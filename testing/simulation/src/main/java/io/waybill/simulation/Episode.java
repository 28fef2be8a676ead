package io.waybill.simulation;

import io.waybill.simulation.Governing.Settings;
import io.waybill.simulation.QueueModel.Presence;
import io.waybill.sqs.state.SqsSettings;
import io.waybill.store.fault.Fault;
import java.util.ArrayList;
import java.util.List;

/// One run from one seed: a storm, then peace, in which everything must be found again.
public final class Episode {
  private static final List<String> NAMES =
      List.of("dead", "dead2", "dead.fifo", "a", "b", "c", "f.fifo", "g.fifo");
  private static final List<String> DEAD_LETTER_QUEUES =
      List.of("dead", "dead", "dead2", "dead.fifo", "dead.fifo", "a");
  private static final int DRAIN_ROUNDS_MAX = 400;

  private final Chance chance;
  private final World world;
  private final List<String> moveTasks = new ArrayList<>();
  private int faultySteps;

  private Episode(long seed) {
    this.chance = new Chance(seed);
    SqsSettings settings =
        new SqsSettings(chance.oneIn(2), chance.of(List.of(8 << 20, 4_000, 50_000)));
    this.world = new World(new Machine(chance, settings, chance.oneIn(4), Outside.NOBODY), NAMES);
    for (QueueModel queue : world.queues.values()) {
      queue.deduplicatesByGroup = queue.fifo && chance.oneIn(2);
      queue.deduplicatesByContent = queue.fifo && chance.oneIn(2);
    }
  }

  /// Runs `steps` steps. Throws a Violation where the server did wrong.
  public static void run(long seed, int steps) {
    Episode episode = new Episode(seed);
    try {
      episode.storm(steps);
      episode.peace();
      episode.relaxedPowerCut();
    } catch (Violation violation) {
      throw violation;
    } catch (RuntimeException bug) {
      episode.world.violated("broke: " + bug);
      throw bug;
    }
  }

  private void storm(int steps) {
    for (QueueModel queue : world.queues.values()) {
      create(queue);
      world.machine.settle();
    }
    for (int i = 0; i < steps; i++) {
      step();
      world.check();
    }
  }

  private void step() {
    if (faultySteps > 0 && --faultySteps == 0) {
      heal();
    }
    int dice = chance.between(0, 999);
    if (dice < 230) {
      Sending.random(world, anyQueue(), chance);
    } else if (dice < 480) {
      Receiving.random(world, anyQueue(), chance);
    } else if (dice < 680) {
      act();
    } else if (dice < 850) {
      world.machine.commitSome();
    } else if (dice < 910) {
      world.machine.tick();
    } else if (dice < 965) {
      world.machine.time().move(chance.between(1, 4_000));
    } else if (dice < 975) {
      govern();
    } else {
      rare(dice);
    }
  }

  private void rare(int dice) {
    switch (dice) {
      case 975, 976 -> world.machine.time().move(chance.between(4_000, 400_000));
      case 977 -> world.machine.time().move(chance.between(400_000, 40_000_000));
      case 978, 979 -> abandon();
      case 980, 981, 982 -> move();
      case 983, 984, 985 -> fault();
      case 986, 987, 988 -> crash();
      case 989 -> new Governing.Purging(world, anyQueue()).begin();
      default -> audit();
    }
  }

  private QueueModel anyQueue() {
    return world.queue(chance.of(NAMES));
  }

  private void act() {
    QueueModel queue = anyQueue();
    List<MessageModel> known =
        queue.messages.values().stream()
            .filter(each -> each.handle != null || !each.oldHandles.isEmpty())
            .toList();
    if (known.size() > 1 && chance.oneIn(4)) {
      int from = chance.between(0, known.size() - 2);
      int most = Math.min(10, known.size() - from);
      List<MessageModel> some = known.subList(from, from + chance.between(1, most));
      ActingTogether.random(world, some, chance);
    } else if (!known.isEmpty()) {
      Acting.random(world, chance.of(known), chance);
    }
  }

  private void create(QueueModel queue) {
    new Governing.Creating(world, queue, Settings.random(queue, DEAD_LETTER_QUEUES, chance))
        .begin();
  }

  private void govern() {
    List<QueueModel> absent =
        world.queues.values().stream().filter(each -> each.presence != Presence.THERE).toList();
    QueueModel queue = absent.isEmpty() || chance.oneIn(3) ? anyQueue() : chance.of(absent);
    if (queue.presence != Presence.THERE || chance.oneIn(8)) {
      create(queue);
    } else if (chance.oneIn(5)) {
      new Governing.Deleting(world, queue).begin();
    } else {
      new Governing.Changing(world, queue, Settings.random(queue, DEAD_LETTER_QUEUES, chance))
          .begin();
    }
  }

  private void abandon() {
    List<Call<?>> polls =
        world.outstanding.stream().filter(each -> each.deadline() > world.now()).toList();
    if (!polls.isEmpty()) {
      chance.of(polls).abandon();
    }
  }

  private void move() {
    if (!moveTasks.isEmpty() && chance.oneIn(4)) {
      new Moving.Cancelling(world, anyQueue()).begin(chance.of(moveTasks));
      return;
    }
    QueueModel from = world.queue(chance.of(DEAD_LETTER_QUEUES));
    QueueModel to = chance.oneIn(2) ? null : anyQueue();
    new Moving.Starting(world, from, to, moveTasks::add)
        .begin(chance.oneIn(2) ? null : chance.between(1, 20));
  }

  private void fault() {
    if (faultySteps > 0) {
      return;
    }
    faultySteps = chance.between(1, 40);
    Fault fault = chance.of(List.of(Fault.FULL, Fault.LOST, Fault.KEPT));
    world.log("fault " + fault);
    if (fault == Fault.FULL) {
      world.machine.fillDisk();
    } else {
      world.machine.failNextCommit(fault);
    }
  }

  private void heal() {
    world.log("heal");
    world.machine.heal();
    if (world.machine.isBroken()) {
      crash();
    }
    world.machine.time().move(2_000);
  }

  /// A crash, often with a look before and always with one after.
  private void crash() {
    boolean looked = faultySteps == 0 && !world.machine.isBroken() && chance.oneIn(2);
    if (looked) {
      audit();
    }
    faultySteps = 0;
    boolean backwards = chance.oneIn(4);
    long moved = backwards ? -chance.between(0, 600_000) : chance.between(0, 20_000);
    world.log("crash, the clock moves by " + moved);
    List<Call<?>> lost = List.copyOf(world.outstanding);
    world.outstanding.clear();
    world.queues.values().forEach(queue -> queue.doubt |= !looked);
    lost.forEach(Call::inDoubt);
    world.machine.crash(moved);
    audit();
  }

  private int audit() {
    if (world.machine.isBroken() || faultySteps > 0) {
      return -1;
    }
    try {
      return Audit.run(world);
    } catch (Violation violation) {
      world.violated(String.valueOf(violation.getMessage()));
      world.check();
      throw violation;
    }
  }

  /// All is healed: whatever is there must be received, deleted, and then nothing be left.
  private void peace() {
    faultySteps = 0;
    heal();
    for (int round = 0; audit() > 0; round++) {
      Violation.unless(round < DRAIN_ROUNDS_MAX, "the queues can't be emptied");
      world.queues.values().forEach(this::drain);
      world.machine.settle();
      world.check();
      world.machine.time().move(chance.between(1_000, 700_000));
    }
  }

  /// What relaxed durability leaves after a power cut is less than was acknowledged, but it is
  /// whole: a state that there was before.
  private void relaxedPowerCut() {
    if (!world.machine.isRelaxed()) {
      return;
    }
    for (int i = 0; i < 50; i++) {
      Sending.random(world, anyQueue(), chance);
      Receiving.random(world, anyQueue(), chance);
      act();
      world.machine.commitSome();
      world.machine.tick();
    }
    world.check();
    world.outstanding.clear();
    world.log("relaxed power cut");
    world.machine.cutPower();
    Audit.soundness(world);
  }

  private void drain(QueueModel queue) {
    if (queue.presence != Presence.THERE) {
      return;
    }
    Receiving receiving = Receiving.begin(world, queue, 10, 30, 0, null);
    world.machine.settle();
    world.check();
    if (receiving.got() > 0) {
      for (MessageModel each : List.copyOf(queue.messages.values())) {
        String handle = each.handle;
        if (each.inFlight && handle != null) {
          Acting.delete(world, each, handle);
        }
      }
    }
  }
}
