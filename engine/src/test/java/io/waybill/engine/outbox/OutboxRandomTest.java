package io.waybill.engine.outbox;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.time.Timers;
import io.waybill.store.fault.FaultyStore;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Accepts, fails, hangs, forgets, cuts the power and moves the clock at random, then heals
/// everything: what was accepted must have reached each target that is still there, in the order of
/// its group.
final class OutboxRandomTest {
  private static final int STEPS = 2_000;

  private final Map<String, Sent> sent = new LinkedHashMap<>();

  private record Sent(String group, long[] targets) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void everyAcceptedParcelArrives(long seed) {
    Random random = new Random(seed);
    Office office = new Office(new FaultyStore(seed), 1_000);
    for (int step = 0; step < STEPS; step++) {
      office = act(office, random, step);
    }
    heal(office);
    check(office, seed);
  }

  private Office act(Office office, Random random, int step) {
    office.targets =
        (target, name) -> {
          int dice = random.nextInt(10);
          return dice < 5 ? Office.OK : dice < 8 || target < 100 ? Office.BUSY : null;
        };
    office.verdicts =
        (parcel, failed) ->
            parcel.attempts() >= 5
                ? new Verdict.DeadLetter("exhausted")
                : new Verdict.Retry(office.now + random.nextInt(3_000));
    switch (random.nextInt(20)) {
      case 0, 1, 2, 3, 4, 5, 6, 7 -> accept(office, random, "m" + step);
      case 8, 9, 10 -> commitSome(office, random);
      case 11, 12 -> office.timers.take(office.now).forEach(Timers.Timed::tick);
      case 13, 14 -> office.now += random.nextInt(2_000);
      case 15, 16, 17 -> endSome(office, random);
      case 18 -> {
        if (random.nextInt(10) == 0) {
          office.forget(random.nextBoolean() ? 1 + random.nextInt(6) : 100 + random.nextInt(6));
        }
      }
      default -> {
        if (random.nextInt(4) == 0) {
          return office.afterPowerCut();
        }
        office.store.full(random.nextInt(3) == 0);
      }
    }
    return office;
  }

  private void accept(Office office, Random random, String name) {
    String group = random.nextInt(3) == 0 ? "" : "g" + random.nextInt(2);
    long[] targets =
        random
            .longs(1 + random.nextInt(5), 1, 13)
            .map(n -> n > 6 ? n + 93 : n)
            .distinct()
            .toArray();
    sent.put(name, new Sent(group, targets));
    office.accept(name, group, targets);
  }

  private Sent sentAs(String name) {
    return requireNonNull(sent.get(name));
  }

  private static void commitSome(Office office, Random random) {
    for (int i = random.nextInt(3); i >= 0 && office.journal.size() > 0; i--) {
      office.journal.commitOne();
    }
  }

  private static void endSome(Office office, Random random) {
    for (int i = random.nextInt(5); i > 0 && !office.hanging.isEmpty(); i--) {
      boolean well = random.nextBoolean();
      office.hanging.remove().then().accept(well ? Office.OK : Office.BUSY);
    }
  }

  private static void heal(Office office) {
    office.store.full(false);
    office.targets = (target, name) -> Office.OK;
    while (!office.hanging.isEmpty()) {
      office.hanging.remove().then().accept(Office.OK);
    }
    office.pass(60_000);
    assertThat(office.hanging).isEmpty();
  }

  private void check(Office office, long seed) {
    Set<String> arrived = new HashSet<>();
    office.taken.forEach(what -> arrived.add(what.replace("dead:", "")));
    List<String> missing = new ArrayList<>();
    for (String name : office.accepted) {
      for (long target : sentAs(name).targets) {
        if (!office.gone.contains(target) && !arrived.contains(target + ":" + name)) {
          missing.add(target + ":" + name);
        }
      }
    }
    assertThat(missing).as("lost with seed %s", seed).isEmpty();
    assertThat(office.lanes()).as("left over with seed %s", seed).isZero();
    assertThat(office.underway.count()).isZero();
    checkOrder(office, seed);
  }

  /// The first arrivals of a group at a target come in the order of acceptance; what comes twice,
  /// after a crash, is left aside, and so is what went to the dead-letter queue.
  private void checkOrder(Office office, long seed) {
    List<String> inOrder = List.copyOf(sent.keySet());
    Map<String, Integer> latest = new HashMap<>();
    Set<String> seen = new HashSet<>();
    for (String what : office.taken) {
      String name = what.substring(what.lastIndexOf(':') + 1);
      String group = sentAs(name).group;
      if (group.isEmpty() || what.startsWith("dead:") || !seen.add(what)) {
        continue;
      }
      String lane = what.substring(0, what.indexOf(':')) + "/" + group;
      int at = inOrder.indexOf(name);
      assertThat(at)
          .as("%s of lane %s came too late, seed %s", name, lane, seed)
          .isGreaterThan(latest.getOrDefault(lane, -1));
      latest.put(lane, at);
    }
  }
}
