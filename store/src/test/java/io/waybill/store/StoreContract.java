package io.waybill.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What every [Store] does. Each implementation runs it, so that none is kinder than another.
public interface StoreContract {
  /// The store of this test, empty at first.
  Store store();

  @Test
  default void aKeyThatIsAbsentHasNoValueAndAnEmptyValueIsAValue() {
    store().commit(new BatchBuilder().put(Space.DATA, key("a"), new byte[0]).build());
    assertThat(store().get(Space.DATA, key("a"))).isEmpty();
    assertThat(store().get(Space.DATA, key("b"))).isNull();
  }

  @Test
  default void aBatchTakesEffectInTheOrderOfItsRecords() {
    store().commit(new BatchBuilder().put(Space.DATA, key("a"), key("old")).build());
    store()
        .commit(
            new BatchBuilder()
                .put(Space.DATA, key("b"), key("1"))
                .deleteRange(Space.DATA, key("a"), key("c"))
                .put(Space.DATA, key("b"), key("2"))
                .put(Space.DATA, key("c"), key("3"))
                .delete(Space.DATA, key("c"))
                .build());
    assertThat(entries("a", "z")).containsExactly("b=2");
  }

  @Test
  default void mergedBatchesTakeEffectInTheirOrder() {
    Batch first = new BatchBuilder().put(Space.DATA, key("a"), key("1")).build();
    Batch second =
        new BatchBuilder()
            .put(Space.DATA, key("a"), key("2"))
            .put(Space.DATA, key("b"), key("2"))
            .build();
    Batch third = new BatchBuilder().delete(Space.DATA, key("b")).build();
    store().commit(Batch.merged(List.of(first, second, third)));
    assertThat(entries("a", "z")).containsExactly("a=2");
  }

  @Test
  default void theSpacesAreSeparate() {
    store()
        .commit(
            new BatchBuilder()
                .put(Space.DATA, key("a"), key("data"))
                .put(Space.TRAIL, key("a"), key("trail"))
                .put(Space.TRAIL, key("b"), key("trail"))
                .delete(Space.DATA, key("b"))
                .build());
    assertThat(text(store().get(Space.DATA, key("a")))).isEqualTo("data");
    assertThat(text(store().get(Space.TRAIL, key("a")))).isEqualTo("trail");
    assertThat(text(store().get(Space.TRAIL, key("b")))).isEqualTo("trail");
  }

  @Test
  default void aScanVisitsFromTheFirstBoundUpToTheSecondInUnsignedOrder() {
    BatchBuilder batch = new BatchBuilder();
    for (int b = 255; b >= 0; b--) {
      batch.put(Space.DATA, new byte[] {(byte) b}, new byte[] {(byte) b});
    }
    store().commit(batch.build());
    List<Integer> seen = new ArrayList<>();
    byte[] to = {(byte) 0x82};
    store().scan(Space.DATA, new byte[] {0x7e}, to, (key, value) -> seen.add(key[0] & 0xff));
    assertThat(seen).containsExactly(0x7e, 0x7f, 0x80, 0x81);
  }

  @Test
  default void aScanEndsWhenItsVisitorHasHadEnough() {
    store().commit(puts("a", "b", "c"));
    List<String> seen = new ArrayList<>();
    store()
        .scan(
            Space.DATA,
            key("a"),
            key("z"),
            (key, value) -> {
              seen.add(new String(key, UTF_8));
              return seen.size() < 2;
            });
    assertThat(seen).containsExactly("a", "b");
  }

  @Test
  default void aVisitorMayReadTheStore() {
    store().commit(puts("a", "b"));
    List<String> seen = new ArrayList<>();
    store()
        .scan(
            Space.DATA,
            key("a"),
            key("z"),
            (key, value) -> seen.add(String.valueOf(text(store().get(Space.DATA, key)))));
    assertThat(seen).containsExactly("a", "b");
  }

  @Test
  default void aScanBetweenBoundsThatMeetOrCrossVisitsNothing() {
    store().commit(puts("a", "b"));
    assertThat(entries("a", "a")).isEmpty();
    assertThat(entries("b", "a")).isEmpty();
  }

  @Test
  default void aRangeDeleteTakesItsFirstBoundAndLeavesItsSecond() {
    store().commit(puts("a", "b", "c", "d"));
    store().commit(new BatchBuilder().deleteRange(Space.DATA, key("b"), key("d")).build());
    assertThat(entries("a", "z")).containsExactly("a=a", "d=d");
  }

  @Test
  default void aRangeDeleteBetweenBoundsThatMeetOrCrossRemovesNothing() {
    store().commit(puts("a", "b", "c"));
    store().commit(new BatchBuilder().deleteRange(Space.DATA, key("c"), key("a")).build());
    store().commit(new BatchBuilder().deleteRange(Space.DATA, key("b"), key("b")).build());
    assertThat(entries("a", "z")).containsExactly("a=a", "b=b", "c=c");
  }

  @Test
  default void aValueOfOneMebibyteComesBack() {
    byte[] value = new byte[1024 * 1024];
    new Random(1).nextBytes(value);
    store().commit(new BatchBuilder().put(Space.DATA, key("big"), value).build());
    assertThat(store().get(Space.DATA, key("big"))).isEqualTo(value);
  }

  @Test
  default void aBatchOfManyRecordsIsScannedWhole() {
    BatchBuilder batch = new BatchBuilder();
    for (int i = 0; i < 20_000; i++) {
      batch.put(Space.DATA, key("%06d".formatted(i)), key("v" + i));
    }
    store().commit(batch.build());
    assertThat(entries("0", "9")).hasSize(20_000).startsWith("000000=v0").endsWith("019999=v19999");
  }

  @Test
  default void anEmptyBatchChangesNothing() {
    store().commit(puts("a"));
    store().commit(new BatchBuilder().build());
    assertThat(entries("a", "z")).containsExactly("a=a");
  }

  @Test
  default void bytesThatAreNoBatchAreRefusedAndChangeNothing() {
    Batch good = puts("a");
    byte[] cut = Arrays.copyOf(good.bytes(), good.bytes().length - 1);
    for (Batch bad :
        List.of(
            new Batch(cut, 1),
            new Batch(good.bytes(), 2),
            new Batch(good.bytes(), 0),
            new Batch(new byte[] {0x2, 0, 0}, 1),
            new Batch(new byte[] {0x5, 9, 0, 0}, 1))) {
      assertThatThrownBy(() -> store().commit(bad)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(entries("a", "z")).isEmpty();
    assertThat(store().failure()).isEmpty();
  }

  @Test
  default void whatTheCallerDoesToItsArraysLaterDoesNotReachTheStore() {
    byte[] value = key("1");
    Batch batch = new BatchBuilder().put(Space.DATA, key("a"), value).build();
    store().commit(batch);
    Arrays.fill(value, (byte) 0);
    Arrays.fill(batch.bytes(), (byte) 0);
    byte[] read = store().get(Space.DATA, key("a"));
    assertThat(text(read)).isEqualTo("1");
    Arrays.fill(read, (byte) 0);
    assertThat(text(store().get(Space.DATA, key("a")))).isEqualTo("1");
  }

  @Test
  default void readersNeverSeeHalfABatch() throws Exception {
    AtomicBoolean done = new AtomicBoolean();
    try (ExecutorService reader = Executors.newSingleThreadExecutor()) {
      Future<Integer> scans = reader.submit(() -> scanPairsUntil(done));
      for (int i = 0; i < 300; i++) {
        byte[] value = key(Integer.toString(i));
        store()
            .commit(
                new BatchBuilder()
                    .put(Space.DATA, key("a"), value)
                    .put(Space.DATA, key("b"), value)
                    .build());
      }
      done.set(true);
      assertThat(scans.get()).isPositive();
    }
  }

  private int scanPairsUntil(AtomicBoolean done) {
    int scans = 0;
    do {
      List<String> values = new ArrayList<>();
      store()
          .scan(
              Space.DATA, key("a"), key("c"), (key, value) -> values.add(new String(value, UTF_8)));
      assertThat(values.size()).isIn(0, 2);
      if (!values.isEmpty()) {
        assertThat(values.getFirst()).isEqualTo(values.getLast());
      }
      scans++;
    } while (!done.get());
    return scans;
  }

  @Test
  default void clearRemovesEverythingAndLeavesAStoreThatWorks() {
    store().clear();
    store()
        .commit(
            Batch.merged(
                List.of(
                    puts("a", "zzz"),
                    new BatchBuilder()
                        .put(Space.TRAIL, key("a"), key("1"))
                        .put(Space.DATA, new byte[0], key("under the empty key"))
                        .put(Space.DATA, new byte[] {-1, -1, -1}, key("the greatest"))
                        .build())));
    store().clear();
    List<byte[]> left = new ArrayList<>();
    for (Space space : Space.values()) {
      byte[] end = {-1, -1, -1, -1};
      store().scan(space, new byte[0], end, (key, value) -> left.add(key));
    }
    assertThat(left).isEmpty();
    store().commit(puts("a"));
    assertThat(entries("a", "z")).containsExactly("a=a");
  }

  @Test
  default void anyRunOfBatchesLeavesWhatAPlainMapHolds() {
    for (long seed = 1; seed <= 5; seed++) {
      store().clear();
      new RandomRun(store(), seed).check(150);
    }
  }

  @Test
  default void closingTwiceIsClosingOnceAndAClosedStoreRefusesAllUse() {
    store().close();
    store().close();
    assertThatThrownBy(() -> store().get(Space.DATA, key("a")))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> store().scan(Space.DATA, key("a"), key("b"), (key, value) -> true))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> store().commit(puts("a"))).isInstanceOf(IllegalStateException.class);
  }

  /// The data between two keys as `key=value`.
  private List<String> entries(String from, String to) {
    List<String> entries = new ArrayList<>();
    store()
        .scan(
            Space.DATA,
            key(from),
            key(to),
            (key, value) -> entries.add(new String(key, UTF_8) + "=" + new String(value, UTF_8)));
    return entries;
  }

  /// A batch that puts each key with itself as its value.
  static Batch puts(String... keys) {
    BatchBuilder batch = new BatchBuilder();
    for (String key : keys) {
      batch.put(Space.DATA, key(key), key(key));
    }
    return batch.build();
  }

  static byte[] key(String text) {
    return text.getBytes(UTF_8);
  }

  static @Nullable String text(byte @Nullable [] bytes) {
    return bytes == null ? null : new String(bytes, UTF_8);
  }
}
