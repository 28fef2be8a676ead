package io.waybill.engine.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/// How much is tried together, and that nobody takes the room of others.
final class OutboxRoomTest {
  private static final long SLOW = 100;

  private final Office office = Office.fresh();

  @Test
  void aSlowTargetIsTriedNoMoreThanItsPaceAllows() {
    office.pace = new Pace(2, 0);
    office.targets = (number, name) -> null;
    for (int i = 0; i < 5; i++) {
      office.accept("m" + i, "", SLOW);
    }
    office.run();
    assertThat(office.hanging).hasSize(2);

    office.hanging.remove().then().accept(Office.OK);
    office.run();
    assertThat(office.hanging).hasSize(2);
    assertThat(office.begun).hasSize(3);
  }

  @Test
  void aRateSpacesAttempts() {
    office.pace = new Pace(10, 4);
    for (int i = 0; i < 5; i++) {
      office.accept("m" + i, "", SLOW);
    }
    office.run();
    assertThat(office.begun).hasSize(1);
    office.pass(250);
    assertThat(office.begun).hasSize(2);
    office.pass(750);
    assertThat(office.begun).hasSize(5);
  }

  @Test
  void aRateHoldsForWhatComesOneByOne() {
    office.pace = new Pace(10, 4);
    for (int i = 0; i < 20; i++) {
      office.accept("m" + i, "", SLOW);
      office.pass(50);
    }

    assertThat(office.begun).hasSize(5);
    office.pass(5_000);
    assertThat(office.begun).hasSize(20);
    assertThat(office.lanes()).isZero();
  }

  @Test
  void hangingTargetsLeaveRoomForOthers() {
    office.targets = (number, name) -> number < 300 ? null : Office.OK;
    office.pace = new Pace(1, 0);
    for (int target = 100; target < 300; target++) {
      office.accept("a", "", target);
    }
    office.run();
    office.accept("b", "", 300);
    office.run();

    assertThat(office.taken).containsExactly("300:b");
  }

  @Test
  void failingTargetsNeverTakeTheWholeRoom() {
    int[] round = {0};
    office.targets =
        (number, name) -> number >= 1_000 ? Office.OK : round[0] == 0 ? Office.BUSY : null;
    office.pace = new Pace(1, 0);
    for (int target = 100; target < 500; target++) {
      office.accept("a", "", target);
    }
    office.run();
    round[0] = 1;
    office.pass(1_000); // all are due again, and now hang
    assertThat(office.hanging).hasSize(Lanes.FAILING_MAX);

    office.accept("b", "", 1_000);
    office.run();
    assertThat(office.taken).containsExactly("1000:b");
    round[0] = 2;
    office.targets = (number, name) -> Office.OK;
    while (!office.hanging.isEmpty()) {
      office.hanging.remove().then().accept(Office.OK);
    }
    office.run();
    assertThat(office.taken).hasSize(401);
  }

  @Test
  void moreThanTheWindowWaitsOnDiskAndIsDeliveredInItsTurn() {
    office.targets = (number, name) -> null;
    int count = 2_500;
    for (int i = 0; i < count; i++) {
      office.accept("m" + i, "", 1);
      office.run();
    }
    assertThat(office.begun.size()).isLessThan(count);

    office.targets = (number, name) -> Office.OK;
    while (!office.hanging.isEmpty()) {
      office.hanging.remove().then().accept(Office.OK);
    }
    office.run();
    assertThat(Set.copyOf(office.taken)).hasSize(count);
  }

  @Test
  void aLaneThatWaitsForRoomIsNotForgottenWithThoseBeforeIt() {
    long last = 500;
    office.targets = (target, name) -> Office.BUSY;
    LongStream.range(100, 100 + Lanes.FAILING_MAX)
        .forEach(target -> office.accept("a", "", target));
    office.run();
    office.targets = (target, name) -> target < 300 ? null : Office.BUSY;
    office.pass(1_000); // all that may fail at a time is under way
    LongStream.rangeClosed(300, last).forEach(target -> office.accept("b", "", target));
    office.pass(1_000); // these have failed once and are due
    LongStream.range(300, last).forEach(office::forget);
    office.run();
    office.targets = (target, name) -> Office.OK;

    office.hanging.forEach(each -> each.then().accept(Office.BUSY));
    office.run();
    assertThat(office.taken).containsExactly(last + ":b");
  }

  @Test
  void manyFailingLanesAllHaveTheirTurn() {
    office.pace = new Pace(32, 0);
    office.targets = (target, name) -> null;
    office.verdicts = (parcel, failed) -> new Verdict.Retry(office.now + 3_600_000);
    for (int i = 0; i < 100; i++) {
      office.accept("m" + i, "", LongStream.range(SLOW, SLOW + 20).toArray());
      office.run();
    }
    Random random = new Random(3);
    while (!office.hanging.isEmpty()) {
      int most = random.nextInt(office.hanging.size()) + 1;
      for (int i = 0; i < most; i++) {
        office.hanging.remove().then().accept(Office.BUSY);
      }
      office.run();
    }

    assertThat(office.begun).hasSize(20 * 100);
  }
}
