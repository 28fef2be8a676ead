package io.waybill.store.rocks;

import static io.waybill.store.StoreContract.key;
import static io.waybill.store.StoreContract.puts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.waybill.store.BatchBuilder;
import io.waybill.store.Space;
import io.waybill.store.Store;
import io.waybill.store.StoreContract;
import io.waybill.store.StoreOptions;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
final class RocksStoreTest implements StoreContract {
  static final StoreOptions SMALL = StoreOptions.DEFAULT.withMemoryBytes(8 << 20);

  @TempDir Path folder;
  private RocksStore store;

  @BeforeEach
  void open() {
    store = RocksStore.open(folder.resolve("store"), SMALL);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  public Store store() {
    return store;
  }

  @Test
  void whatWasCommittedIsThereAfterClosingAndOpening() {
    store.commit(puts("a", "b"));
    store.commit(new BatchBuilder().delete(Space.DATA, key("a")).build());
    store.close();
    open();
    assertThat(store.get(Space.DATA, key("a"))).isNull();
    assertThat(store.get(Space.DATA, key("b"))).isEqualTo(key("b"));
    assertThat(store.recovered()).isEmpty();
  }

  @Test
  void aScanDoesNotSeeWhatIsCommittedMeanwhile() {
    store.commit(puts("a", "b", "d"));
    List<byte[]> seen = new ArrayList<>();
    store.scan(
        Space.DATA,
        key("a"),
        key("z"),
        (key, value) -> {
          store.commit(
              new BatchBuilder()
                  .put(Space.DATA, key("c"), key("c"))
                  .delete(Space.DATA, key("d"))
                  .build());
          return seen.add(key);
        });
    assertThat(seen).containsExactly(key("a"), key("b"), key("d"));
  }

  @Test
  void theTrailOfOneMessageIsFoundAmongManyAfterAFlushToo() {
    for (int round = 0; round < 2; round++) {
      BatchBuilder batch = new BatchBuilder();
      for (int message = 0; message < 200; message++) {
        for (int step = 0; step < 3; step++) {
          batch.put(Space.TRAIL, trailKey(message, round * 3 + step), key("step"));
        }
      }
      store.commit(batch.build());
      store.close();
      open();
    }
    for (int message = 0; message < 200; message++) {
      byte[] end = ByteBuffer.allocate(16).putLong(0).putLong(message + 1).array();
      assertThat(trail(trailKey(message, 0), end)).isEqualTo(6);
      assertThat(trail(trailKey(message, 2), trailKey(message, 5))).isEqualTo(3);
    }
    assertThat(trail(key(""), new byte[] {1})).isEqualTo(1200);
    assertThat(trail(trailKey(10, 3), trailKey(12, 3))).isEqualTo(12);
  }

  private int trail(byte[] from, byte[] to) {
    List<byte[]> seen = new ArrayList<>();
    store.scan(Space.TRAIL, from, to, (key, value) -> seen.add(key));
    return seen.size();
  }

  private static byte[] trailKey(int message, int step) {
    return ByteBuffer.allocate(20).putLong(0).putLong(message).putInt(step).array();
  }

  @Test
  void theTrailKeepsToItsSizeAndTheDataStays() {
    store.close();
    StoreOptions options = SMALL.withTrail(2 << 20, SMALL.trailAgeMax());
    byte[] noise = new byte[1000];
    new java.util.Random(5).nextBytes(noise);
    try (RocksStore small = RocksStore.open(folder.resolve("small"), options)) {
      small.commit(puts("kept"));
      for (int i = 0; i < 100; i++) {
        BatchBuilder batch = new BatchBuilder();
        for (int j = 0; j < 200; j++) {
          batch.put(Space.TRAIL, trailKey(i * 200 + j, 0), noise);
        }
        small.commit(batch.build());
      }
    }
    try (RocksStore small = RocksStore.open(folder.resolve("small"), options)) {
      assertThat(small.sizeBytes()).isLessThan(10 << 20);
      assertThat(small.get(Space.TRAIL, trailKey(0, 0))).isNull();
      assertThat(small.get(Space.TRAIL, trailKey(19_999, 0))).isEqualTo(noise);
      assertThat(small.get(Space.DATA, key("kept"))).isNotNull();
    }
  }

  @Test
  void aBackupTakenWhileTheStoreGoesOnOpensAsAStore() throws IOException {
    store.commit(puts("a", "b"));
    Path copy = folder.resolve("copy");
    store.backup(copy);
    store.commit(puts("c"));
    try (RocksStore opened = RocksStore.open(copy, SMALL)) {
      assertThat(opened.get(Space.DATA, key("b"))).isEqualTo(key("b"));
      assertThat(opened.get(Space.DATA, key("c"))).isNull();
      opened.commit(puts("d"));
    }
    assertThat(store.get(Space.DATA, key("d"))).isNull();
  }

  @Test
  void aBackupNeverGoesIntoAFolderThatHoldsSomething() throws IOException {
    Path copy = Files.createDirectories(folder.resolve("copy"));
    Files.writeString(copy.resolve("letter"), "dear");
    assertThatThrownBy(() -> store.backup(copy)).isInstanceOf(IOException.class);
    assertThat(copy.resolve("letter")).hasContent("dear");
  }

  @Test
  void verifyingASoundStoreFindsNothing() {
    store.commit(puts("a", "b"));
    store.close();
    open();
    store.verify();
  }
}
