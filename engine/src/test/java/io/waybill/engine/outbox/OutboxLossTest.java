package io.waybill.engine.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

/// What ends elsewhere than at its target, and that it is told.
final class OutboxLossTest {
  private static final long DEAD = 2;
  private static final long SLOW = 100;

  private final Office office = Office.fresh();

  private void isDead(long target) {
    office.targets = (number, name) -> number == target ? Office.BUSY : Office.OK;
  }

  @Test
  void aGivenUpTargetsParcelGoesToItsDeadLetterQueue() {
    isDead(DEAD);
    office.verdicts = (parcel, failed) -> new Verdict.DeadLetter("exhausted");
    office.accept("a", "", DEAD);
    office.run();

    assertThat(office.taken).containsExactly("dead:2:a");
    assertThat(office.lanes()).isZero();
    assertThat(office.underway.lost()).isZero();
  }

  @Test
  void whatIsDiscardedLeavesNothingBehind() {
    isDead(DEAD);
    office.verdicts = (parcel, failed) -> new Verdict.Discard();
    office.accept("a", "", DEAD);
    office.run();

    assertThat(office.lanes()).isZero();
    assertThat(office.underway.lost()).isOne();
    assertThat(office.timers.earliest()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void whatWaitsForATargetThatIsGoneIsForgotten() {
    isDead(DEAD);
    office.accept("a", "", 1, DEAD);
    office.accept("b", "g", DEAD);
    office.run();
    office.forget(DEAD);
    office.run();

    assertThat(office.lanes()).isZero();
    assertThat(office.underway.forgotten()).isOne();
    Office restarted = office.afterPowerCut();
    assertThat(restarted.lanes()).isZero();
  }

  @Test
  void anAttemptThatEndsAfterItsTargetWasForgottenDoesNoHarm() {
    office.targets = (number, name) -> null;
    office.accept("a", "", SLOW);
    office.run();
    office.forget(SLOW);
    office.run();
    office.hanging.remove().then().accept(Office.BUSY);
    office.run();

    assertThat(office.lanes()).isZero();
    assertThat(office.timers.earliest()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aTargetForWhichNothingWaitsIsForgottenWithoutALoss() {
    office.accept("a", "", 1);
    office.run();
    office.forget(1);
    office.run();

    assertThat(office.underway.forgotten()).isZero();
  }

  @Test
  void whatIsPassedOnIsNotLost() {
    isDead(DEAD);
    office.verdicts = (parcel, failed) -> new Verdict.PassOn();
    office.accept("a", "", DEAD);
    office.run();

    assertThat(office.lanes()).isZero();
    assertThat(office.underway.lost()).isZero();
  }

  @Test
  void whatFindsItsTargetGoneWhenItIsTriedAgainIsToldAsLost() {
    isDead(DEAD);
    office.accept("a", "", 1, DEAD);
    office.run();
    office.gone.add(DEAD);
    office.pass(1_000);

    assertThat(office.dropped).containsExactly("2:a");
    assertThat(office.underway.lost()).isOne();
    assertThat(office.lanes()).isZero();
  }

  @Test
  void whatFindsItsTargetGoneAtTheFirstTryIsToldAsLost() {
    office.planned = Set.of(DEAD);
    office.gone.add(DEAD);
    office.accept("a", "", 1, DEAD);
    office.run();

    assertThat(office.taken).containsExactly("1:a");
    assertThat(office.dropped).containsExactly("2:a");
    assertThat(office.underway.lost()).isOne();
    assertThat(office.lanes()).isZero();
  }
}
