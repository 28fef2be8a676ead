package io.waybill.engine.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class OutboxTest {
  private static final long DEAD = 2;
  private static final long SLOW = 100;

  private final Office office = Office.fresh();

  private void isDead(long target) {
    office.targets = (number, name) -> number == target ? Office.BUSY : Office.OK;
  }

  @Test
  void eachTargetGetsWhatWasAccepted() {
    office.accept("a", "", 1, 2, SLOW);
    office.run();

    assertThat(office.taken).containsExactlyInAnyOrder("1:a", "2:a", "100:a");
    assertThat(office.lanes()).isZero();
  }

  @Test
  void nothingIsTriedBeforeWhatWasAcceptedIsDurable() {
    office.accept("a", "", 1, SLOW);

    assertThat(office.begun).isEmpty();
    assertThat(office.accepted).isEmpty();
  }

  @Test
  void manyTargetsAreTakenPageByPage() {
    office.accept("a", "", LongStream.range(1, 9).toArray());
    office.journal.commitOne();

    assertThat(office.begun).containsExactly("1:a", "2:a", "3:a");
    office.run();
    assertThat(office.taken).hasSize(8);
  }

  @Test
  void afterACrashTheCurrentPageIsTriedAgainAndNoPageBeforeIt() {
    office.accept("a", "", LongStream.range(1, 9).toArray());
    office.journal.commitOne(); // accepted
    office.journal.commitOne(); // first page settled
    office.timers.take(office.now).forEach(timed -> timed.tick());
    office.journal.commitAll(); // whatever the second page has come to
    int before = office.taken.size();
    Office restarted = office.afterPowerCut();
    restarted.run();

    Set<String> all = new HashSet<>(restarted.taken);
    assertThat(all).hasSize(8);
    assertThat(restarted.taken.subList(before, restarted.taken.size()))
        .doesNotContain("1:a", "2:a", "3:a");
  }

  @Test
  void whatFailsIsTriedAgainWhenItIsDueAndDelaysNobody() {
    isDead(DEAD);
    office.accept("a", "", 1, DEAD);
    office.run();
    office.accept("b", "", 1, DEAD);
    office.run();

    assertThat(office.taken).containsExactly("1:a", "1:b");
    office.targets = (number, name) -> Office.OK;
    office.pass(999);
    assertThat(office.taken).hasSize(2);
    office.pass(1);
    assertThat(office.taken).containsExactly("1:a", "1:b", "2:a", "2:b");
    assertThat(office.lanes()).isZero();
  }

  @Test
  void attemptsAndDueTimesSurviveARestart() {
    isDead(DEAD);
    office.accept("a", "", DEAD);
    office.pass(2_500);
    assertThat(office.attemptsSeen).containsEntry("2:a", 2);

    Office restarted = office.afterPowerCut();
    restarted.pass(499);
    assertThat(restarted.attemptsSeen).isEmpty();
    restarted.pass(1);
    assertThat(restarted.attemptsSeen).containsEntry("2:a", 3);
  }

  @Test
  void aGroupsOrderIsKeptWhileItsFirstIsTriedAgain() {
    isDead(DEAD);
    office.accept("a", "g", DEAD);
    office.run();
    office.accept("b", "g", DEAD);
    office.accept("c", "other", DEAD);
    office.run();
    assertThat(office.begun).containsExactly("2:a", "2:c");

    office.targets = (number, name) -> Office.OK;
    office.pass(1_000);
    assertThat(office.taken).containsSubsequence("2:a", "2:b");
    assertThat(office.taken).hasSize(3);
  }

  @Test
  void whatArrivesWhileAGroupsFirstIsUnderWayWaitsBehindIt() {
    office.targets = (number, name) -> null;
    office.accept("a", "g", 1);
    office.accept("b", "g", 1);
    office.run();
    assertThat(office.begun).containsExactly("1:a");

    office.targets = (number, name) -> Office.OK;
    office.hanging.remove().then().accept(Office.BUSY);
    office.run();
    assertThat(office.taken).isEmpty();
    office.pass(1_000);
    assertThat(office.taken).containsExactly("1:a", "1:b");
  }

  @Test
  void anAttemptThatThrowsIsTriedAgain() {
    office.targets =
        (number, name) -> {
          throw new IllegalStateException("a bug");
        };
    office.accept("a", "", 1);
    office.run();
    office.targets = (number, name) -> Office.OK;
    office.pass(1_000);

    assertThat(office.taken).containsExactly("1:a");
  }

  @Test
  void whatCouldNotBeNotedIsTriedAgain() {
    office.accept("a", "", 1);
    office.journal.commitOne();
    office.store.full(true);
    office.journal.commitAll();
    office.store.full(false);
    office.pass(10_000);

    assertThat(office.taken).isNotEmpty();
    assertThat(Set.copyOf(office.taken)).isEqualTo(Set.copyOf(List.of("1:a")));
    assertThat(office.lanes()).isZero();
  }

  @Test
  void everyAttemptOfTwentyThreeDaysIsMade() {
    isDead(DEAD);
    office.verdicts =
        (parcel, failed) ->
            parcel.attempts() + 1 < 100_015
                ? new Verdict.Retry(office.now + (parcel.attempts() < 2 ? 0 : 20_000))
                : new Verdict.Discard();
    office.accept("a", "", DEAD);
    office.run();
    long start = office.now;
    while (office.timers.earliest() < Long.MAX_VALUE) {
      office.now = Math.max(office.now, office.timers.earliest());
      office.run();
    }

    assertThat(office.begun).hasSize(100_015);
    assertThat((office.now - start) / 86_400_000).isEqualTo(23);
    assertThat(office.lanes()).isZero();
  }

  /// A page is planned anew after a crash when one of its targets had not answered yet.
  @Test
  void whatBecameAnItemKeepsItsAttemptsWhenItsPageIsTriedAgain() {
    office.targets = (target, name) -> target == SLOW ? Office.BUSY : null;
    office.accept("a", "", 1, SLOW);
    office.pass(2_500);
    assertThat(office.attemptsSeen).containsEntry("100:a", 2);

    Office restarted = office.afterPowerCut();
    restarted.begun.clear();
    restarted.targets = (target, name) -> target == SLOW ? Office.BUSY : Office.OK;
    restarted.pass(499);
    assertThat(restarted.begun).containsExactly("1:a");
    restarted.pass(1);
    assertThat(restarted.begun).containsExactly("1:a", "100:a");
    assertThat(restarted.attemptsSeen).containsEntry("100:a", 3);
  }

  @Test
  void anItemWaitsForAllOfItsGroupThatStoodBeforeItWhenTheServerStopped() {
    office.targets = (target, name) -> null;
    for (int i = 0; i < 300; i++) {
      office.accept("m" + i, "g" + i, 1);
    }
    office.accept("first", "g", 1);
    office.run();
    office.accept("second", "g", 1);
    office.run();

    Office restarted = office.afterPowerCut();
    restarted.targets = (target, name) -> Office.OK;
    restarted.run();
    assertThat(restarted.taken).hasSize(302).containsSubsequence("1:first", "1:second");
  }
}
