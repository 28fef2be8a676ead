package io.waybill.store;

import static io.waybill.store.StoreContract.key;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class MemoryStoreTest implements StoreContract {
  private final MemoryStore store = new MemoryStore();

  @Override
  public Store store() {
    return store;
  }

  @Test
  void theTrailDropsItsOldestEntriesWhenItIsFull() {
    MemoryStore small = new MemoryStore(6);
    for (String key : new String[] {"a", "b", "c", "b", "d"}) {
      small.commit(new BatchBuilder().put(Space.TRAIL, key(key), key("1")).build());
    }
    assertThat(small.get(Space.TRAIL, key("a"))).isNull();
    assertThat(small.get(Space.TRAIL, key("b"))).isNotNull();
    assertThat(small.get(Space.TRAIL, key("d"))).isNotNull();
  }

  @Test
  void aVisitorThatCommitsIsToldOffInsteadOfWaitingForItself() {
    store.commit(StoreContract.puts("a"));
    assertThatThrownBy(() ->
            store.scan(
                Space.DATA,
                key("a"),
                key("b"),
                (key, value) -> {
                  store.commit(StoreContract.puts("b"));
                  return true;
                }))
        .isInstanceOf(IllegalStateException.class);
  }
}
