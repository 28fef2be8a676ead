package io.waybill.store.fault;

import static io.waybill.store.StoreContract.key;
import static io.waybill.store.StoreContract.puts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.waybill.store.Space;
import io.waybill.store.Store;
import io.waybill.store.StoreContract;
import io.waybill.store.StoreFailure;
import io.waybill.store.StoreFailure.Kind;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class FaultyStoreTest implements StoreContract {
  private final FaultyStore store = new FaultyStore(7);

  @Override
  public Store store() {
    return store;
  }

  @Test
  void whatWasAcknowledgedSurvivesAPowerCut() {
    store.commit(puts("a"));
    store.cutPower();
    store.reopen();
    assertThat(has("a")).isTrue();
  }

  @Test
  void aRelaxedStoreLosesOnlyAnEndOfItsHistoryInAPowerCutAndNothingWhenKilled() {
    for (long seed = 0; seed < 50; seed++) {
      FaultyStore relaxed = new FaultyStore(seed, true);
      relaxed.commit(puts("a"));
      relaxed.commit(puts("b"));
      if (seed % 2 == 0) {
        relaxed.kill();
        relaxed.reopen();
        assertThat(relaxed.get(Space.DATA, key("b"))).isNotNull();
      } else {
        relaxed.cutPower();
        relaxed.reopen();
        assertThat(relaxed.get(Space.DATA, key("b")) == null || has(relaxed, "a")).isTrue();
      }
    }
  }

  @Test
  void afterAFailedWriteEveryCommitIsRefusedAndReadsGoOnUntilItIsOpenedAgain() {
    store.schedule(FaultSchedule.at(Map.of(1L, Fault.LOST)));
    store.commit(puts("a"));
    assertThatThrownBy(() -> store.commit(puts("b"))).isInstanceOf(StoreFailure.class);
    assertThatThrownBy(() -> store.commit(puts("c"))).isInstanceOf(StoreFailure.class);
    assertThat(store.failure()).isPresent();
    assertThat(has("a")).isTrue();
    store.reopen();
    assertThat(store.failure()).isEmpty();
    assertThat(List.of(has("a"), has("b"), has("c"))).containsExactly(true, false, false);
  }

  @Test
  void aBatchWhoseSyncFailedIsUnseenUntilTheStoreIsOpenedAgainAndThereThen() {
    store.schedule(FaultSchedule.at(Map.of(0L, Fault.KEPT)));
    assertThatThrownBy(() -> store.commit(puts("a"))).isInstanceOf(StoreFailure.class);
    assertThat(has("a")).isFalse();
    store.reopen();
    assertThat(has("a")).isTrue();
  }

  @Test
  void aFullDiskRefusesABatchAndTakesTheNextWhenThereIsRoom() {
    store.full(true);
    StoreFailure refused = catchThrowableOfType(StoreFailure.class, () -> store.commit(puts("a")));
    assertThat(refused.kind()).isEqualTo(Kind.DISK_FULL);
    assertThat(store.failure()).isPresent();
    store.full(false);
    store.commit(puts("b"));
    assertThat(store.failure()).isEmpty();
    assertThat(List.of(has("a"), has("b"))).containsExactly(false, true);
  }

  private boolean has(String key) {
    return has(store, key);
  }

  private static boolean has(Store store, String key) {
    return store.get(Space.DATA, key(key)) != null;
  }
}
