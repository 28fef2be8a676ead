package io.waybill.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every [Store] does. Each implementation runs it, so that none is kinder than another.
public interface StoreContract {
  Store store();

  @Test
  default void aBatchTakesEffectInTheOrderOfItsRecords() {
    Store store = store();
    store.commit(new BatchBuilder().put(Space.DATA, key("a"), key("old")).build());
    store.commit(
        new BatchBuilder()
            .put(Space.DATA, key("b"), key("1"))
            .deleteRange(Space.DATA, key("a"), key("c"))
            .put(Space.DATA, key("b"), key("2"))
            .put(Space.TRAIL, key("b"), key("trail"))
            .build());
    assertThat(text(store.get(Space.DATA, key("a")))).isNull();
    assertThat(text(store.get(Space.DATA, key("b")))).isEqualTo("2");
    assertThat(text(store.get(Space.TRAIL, key("b")))).isEqualTo("trail");
  }

  @Test
  default void aScanVisitsFromTheFirstBoundUpToTheSecondInUnsignedOrder() {
    Store store = store();
    BatchBuilder batch = new BatchBuilder();
    for (int b = 0; b < 256; b++) {
      batch.put(Space.DATA, new byte[] {(byte) b}, new byte[] {(byte) b});
    }
    store.commit(batch.build());
    List<Integer> seen = new ArrayList<>();
    store.scan(
        Space.DATA,
        new byte[] {0x7e},
        new byte[] {(byte) 0x82},
        (key, value) -> seen.add(key[0] & 0xff));
    assertThat(seen).containsExactly(0x7e, 0x7f, 0x80, 0x81);
  }

  @Test
  default void clearRemovesEverything() {
    Store store = store();
    store.commit(
        new BatchBuilder()
            .put(Space.DATA, key("a"), key("1"))
            .put(Space.TRAIL, key("a"), key("1"))
            .build());
    store.clear();
    assertThat(store.get(Space.DATA, key("a"))).isNull();
    assertThat(store.get(Space.TRAIL, key("a"))).isNull();
  }

  static byte[] key(String text) {
    return text.getBytes(UTF_8);
  }

  static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, UTF_8);
  }
}
