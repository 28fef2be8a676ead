package io.waybill.engine.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.engine.partition.PartitionNumber;
import io.waybill.store.BatchBuilder;
import io.waybill.store.Space;
import io.waybill.store.StoreFailure;
import io.waybill.store.fault.FaultyStore;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LocalJournalTest {
  private final FaultyStore store = new FaultyStore(1);
  private final List<Integer> order = Collections.synchronizedList(new ArrayList<>());

  private CompletableFuture<Integer> append(LocalJournal journal, int number) {
    CompletableFuture<Integer> done = new CompletableFuture<>();
    byte[] key = {(byte) number};
    journal.append(
        new PartitionNumber(0),
        new BatchBuilder().put(Space.DATA, key, key).build(),
        new Journal.Completion() {
          @Override
          public void durable() {
            order.add(number);
            done.complete(number);
          }

          @Override
          public void failed(Throwable cause) {
            done.completeExceptionally(cause);
          }
        });
    return done;
  }

  @Test
  void tellsInOrderWhatIsDurable() throws Exception {
    try (LocalJournal journal = new LocalJournal(store)) {
      List<CompletableFuture<Integer>> all = new ArrayList<>();
      for (int i = 0; i < 100; i++) {
        all.add(append(journal, i));
      }
      all.getLast().get(20, TimeUnit.SECONDS);
    }
    assertThat(order).isSorted().hasSize(100);
    assertThat(store.get(Space.DATA, new byte[] {99})).containsExactly(99);
  }

  @Test
  void closingFinishesWhatWasAppended() {
    LocalJournal journal = new LocalJournal(store);
    CompletableFuture<Integer> last = append(journal, 7);
    journal.close();

    assertThat(last).isCompletedWithValue(7);
  }

  @Test
  void aFailureIsToldAndTheNextCommitIsTried() throws Exception {
    try (LocalJournal journal = new LocalJournal(store)) {
      store.full(true);
      CompletableFuture<Integer> failed = append(journal, 1);
      assertThat(failed)
          .failsWithin(20, TimeUnit.SECONDS)
          .withThrowableThat()
          .withCauseInstanceOf(StoreFailure.class);
      store.full(false);

      assertThat(append(journal, 2).get(20, TimeUnit.SECONDS)).isEqualTo(2);
    }
  }

  @Test
  void whatIsAnnouncedWhileItClosesOrLaterIsCalledAndRefused() {
    LocalJournal journal = new LocalJournal(store);
    journal.close();
    List<CompletableFuture<Integer>> late = new ArrayList<>();
    journal.announce(() -> late.add(append(journal, 1)));

    assertThat(late).hasSize(1);
    assertThat(late.getFirst()).isCompletedExceptionally();
  }
}
