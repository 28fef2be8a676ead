package io.waybill.engine.partition;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.partition.Notes.Told;
import io.waybill.shapes.Refusal;
import io.waybill.store.StoreFailure;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class PartitionTest {
  private final Bench bench = Bench.fresh();

  @Test
  void anAnswerWaitsUntilItsStepIsDurable() {
    Told told = bench.note(bench.first(), "a");
    assertThat(told.times).isZero();

    bench.journal.commitAll();
    assertThat(told.value).isEqualTo("a");
  }

  @Test
  void whatArrivesDuringACommitSharesTheNext() {
    bench.note(bench.first(), "a");
    Told b = bench.note(bench.first(), "b");
    Told c = bench.note(bench.first(), "c");
    assertThat(bench.journal.size()).isEqualTo(1);

    bench.journal.commitOne();
    assertThat(b.times).isZero();
    assertThat(bench.journal.size()).isEqualTo(1);

    bench.journal.commitOne();
    assertThat(c.value).isEqualTo("a,b,c");
  }

  @Test
  void aFailedCommitFailsItsAnswersAndThoseBuiltOnIt() {
    bench.note(bench.first(), "kept");
    bench.journal.commitAll();
    bench.store.full(true);
    Told a = bench.note(bench.first(), "a");
    Told b = bench.note(bench.first(), "b");
    bench.journal.commitAll();
    bench.store.full(false);

    assertThat(a.cause).isInstanceOf(StoreFailure.class);
    assertThat(b.cause).isInstanceOf(StoreFailure.class);
    assertThat(bench.notes(bench.first())).isEqualTo("kept");
  }

  @Test
  void aStepThatBreaksIsUndoneAndToldOnce() {
    Told broken =
        bench.step(
            bench.first(),
            (state, transaction) -> {
              state.add("half", transaction);
              throw new IllegalStateException("a bug");
            });

    assertThat(Objects.requireNonNull(broken.cause)).hasMessage("a bug");
    assertThat(broken.times).isEqualTo(1);
    assertThat(bench.notes(bench.first())).isEmpty();
  }

  @Test
  void aStepThatBreaksDuringACommitLeavesTheCommitAlone() {
    Told before = bench.note(bench.first(), "before");
    Told broken =
        bench.step(
            bench.first(),
            (state, transaction) -> {
              throw new AssertionError("a worse bug");
            });
    Told after = bench.note(bench.first(), "after");
    bench.journal.commitAll();

    assertThat(before.value).isEqualTo("before");
    assertThat(broken.times).isEqualTo(1);
    assertThat(after.value).isEqualTo("before,after");
  }

  @Test
  void anAnswerThatBreaksKeepsNobodyElseWaiting() {
    bench.step(
        bench.first(),
        (state, transaction) ->
            transaction.succeed(
                new Answer<String>() {
                  @Override
                  public void succeed(String output) {
                    throw new IllegalStateException("a bug of the caller's");
                  }

                  @Override
                  public void refuse(Refusal refusal) {}

                  @Override
                  public void fail(Throwable cause) {}
                },
                "anything"));
    Told next = bench.note(bench.first(), "a");
    bench.journal.commitAll();

    assertThat(next.value).isEqualTo("a");
    assertThat(bench.notes(bench.first())).isEqualTo("a");
  }

  @Test
  void workForLaterIsDoneBeforeTheAnswer() {
    List<String> order = new ArrayList<>();
    bench.step(
        bench.first(),
        (state, transaction) -> {
          state.add("a", transaction);
          transaction.succeed(
              new Answer<String>() {
                @Override
                public void succeed(String output) {
                  order.add("answer");
                }

                @Override
                public void refuse(Refusal refusal) {}

                @Override
                public void fail(Throwable cause) {}
              },
              "anything");
          transaction.afterCommit(() -> order.add("later work"));
        });
    bench.journal.commitAll();

    assertThat(order).containsExactly("later work", "answer");
  }

  @Test
  void answersOfOneCommitForOneExecutorAreHandedOverTogether() {
    bench.note(bench.first(), "on its way while the others come");
    List<Runnable> handed = new ArrayList<>();
    Told first = new Told(handed::add);
    Told second = new Told(first.executor());
    Told other = new Told();
    for (Told told : List.of(first, other, second)) {
      bench.step(
          bench.first(),
          (state, transaction) -> {
            state.add("a", transaction);
            transaction.succeed(told, "told");
          });
    }
    bench.journal.commitAll();

    assertThat(other.value).isEqualTo("told");
    assertThat(first.value).isNull();
    assertThat(handed).hasSize(1);
    handed.getFirst().run();
    assertThat(List.of(first.times, second.times, other.times)).containsExactly(1, 1, 1);
  }

  @Test
  void whatIsDueIsDoneAtItsTime() {
    bench.step(bench.first(), (state, transaction) -> state.due = 5_000);
    bench.now = 4_999;
    bench.tick();
    assertThat(bench.notes(bench.first())).isEmpty();

    bench.now = 5_000;
    bench.tick();
    assertThat(bench.notes(bench.first())).isEqualTo("due");
  }

  @Test
  void aPartitionThatFailedLoadsItselfWithoutACaller() {
    Told parked = new Told();
    bench.step(bench.first(), (state, transaction) -> state.parked.add(parked));
    bench.store.full(true);
    bench.note(bench.first(), "a");
    bench.journal.commitAll();
    bench.store.full(false);
    assertThat(parked.cause).isInstanceOf(StoreFailure.class);

    bench.now += 1_000;
    assertThat(bench.timers.earliest()).isLessThanOrEqualTo(bench.now);
    bench.tick();
    assertThat(bench.timers.earliest()).isGreaterThan(bench.now);
  }

  @Test
  void quietMeansThatAllBeforeIsDurable() {
    List<String> seen = new ArrayList<>();
    Told told = bench.note(bench.first(), "a");
    bench.note(bench.first(), "b");
    bench.first().whenQuiet(() -> seen.add("quiet"));
    assertThat(seen).isEmpty();

    bench.journal.commitOne();
    assertThat(told.times).isEqualTo(1);
    assertThat(seen).isEmpty();

    bench.journal.commitOne();
    assertThat(seen).containsExactly("quiet");
  }

  @Test
  void droppedStatesFailWhoIsParkedAndAreLoadedAgain() {
    Told parked = new Told();
    bench.note(bench.first(), "a");
    bench.step(bench.first(), (state, transaction) -> state.parked.add(parked));
    bench.journal.commitAll();
    bench.first().drop(new IllegalStateException("reset"));

    assertThat(Objects.requireNonNull(parked.cause)).hasMessage("reset");
    assertThat(bench.notes(bench.first())).isEqualTo("a");
  }
}
