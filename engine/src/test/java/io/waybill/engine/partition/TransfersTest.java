package io.waybill.engine.partition;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class TransfersTest {
  private final Bench bench = Bench.fresh();

  private static void send(Bench from, String text) {
    from.step(
        from.first(),
        (state, transaction) ->
            transaction.transfer(new PartitionNumber(1), text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void arrivesOnceAndInOrder() {
    send(bench, "a");
    send(bench, "b");
    send(bench, "c");
    bench.journal.commitAll();

    assertThat(bench.notes(bench.second())).isEqualTo("a,b,c");
  }

  @Test
  void isSentAgainAfterACrashBetweenTheTwoCommits() {
    send(bench, "a");
    bench.journal.commitOne();
    Bench restarted = bench.afterPowerCut();
    restarted.journal.commitAll();

    assertThat(restarted.notes(restarted.second())).isEqualTo("a");
    Bench again = restarted.afterPowerCut();
    again.journal.commitAll();
    assertThat(again.notes(again.second())).isEqualTo("a");
  }

  @Test
  void isTakenOnceWhenOnlyTheSenderForgets() {
    send(bench, "a");
    bench.journal.commitOne(); // sender
    bench.journal.commitOne(); // target; what the sender notes of it is lost
    Bench restarted = bench.afterPowerCut();
    restarted.journal.commitAll();

    assertThat(restarted.notes(restarted.second())).isEqualTo("a");
  }

  @Test
  void isTriedAgainWhenTheTargetCouldNotKeepIt() {
    send(bench, "a");
    bench.journal.commitOne();
    bench.store.full(true);
    bench.journal.commitAll();
    bench.store.full(false);
    assertThat(bench.notes(bench.second())).isEmpty();

    bench.now += 1_000;
    bench.tick();
    bench.journal.commitAll();
    assertThat(bench.notes(bench.second())).isEqualTo("a");
  }

  @Test
  void nothingIsSentAgainThatIsNotDurableAtTheSender() {
    send(bench, "a");
    bench.journal.commitOne();
    bench.store.full(true);
    bench.journal.commitAll(); // the target fails: "a" shall be sent again
    bench.store.full(false);
    bench.note(bench.first(), "keeps the journal busy");
    send(bench, "b"); // waits for the commit before

    bench.now += 1_000;
    bench.tick();
    assertThat(bench.notesWithoutCommit(bench.second())).isEqualTo("a");

    bench.journal.commitAll();
    assertThat(bench.notes(bench.second())).isEqualTo("a,b");
  }

  @Test
  void thoseBehindDoNotPutOffTheRetryOfTheOneThatFailed() {
    send(bench, "a");
    bench.journal.commitOne();
    bench.store.full(true);
    bench.journal.commitAll();
    bench.store.full(false);
    bench.now += 999;
    send(bench, "b");
    bench.journal.commitAll();
    assertThat(bench.notesWithoutCommit(bench.second())).isEmpty();

    bench.now += 1;
    bench.tick();
    bench.journal.commitAll();
    assertThat(bench.notes(bench.second())).isEqualTo("a,b");
  }
}
