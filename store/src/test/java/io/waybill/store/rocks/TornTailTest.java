package io.waybill.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.store.StoreOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A power cut while the last batch was being written: it is there whole or not at all, and those
/// before it are there.
@SuppressWarnings("NullAway.Init")
@Timeout(60)
final class TornTailTest {
  private static final int BLOCK = 32 * 1024;

  @TempDir Path temporary;

  @Test
  void aLogThatEndsAnywhereInItsLastBatchesOpensWithTheWholeOnesBefore() throws IOException {
    Image crashed = CrashedFolder.create(temporary, RocksStoreTest.SMALL);
    long[] ends = ends(crashed.file("db/.*log"));
    int whole = ends.length;
    for (long size = ends[ends.length - 1]; size > ends[ends.length - 4]; size -= 29) {
      whole = size < ends[whole - 1] ? whole - 1 : whole;
      Image image = Image.of(crashed.folder(), temporary.resolve("cut-" + size));
      truncate(image.file("db/.*log"), size);
      assertBatches(image.folder(), 30 + whole, size == ends[whole - 1]);
    }
  }

  @Test
  void aLogWhoseEndNeverReachedTheDiskIsCutThere() throws IOException {
    Image crashed = CrashedFolder.create(temporary, RocksStoreTest.SMALL);
    long[] ends = ends(crashed.file("db/.*log"));
    long last = ends[ends.length - 2];
    for (int kept = 0; kept < ends[ends.length - 1] - last; kept += 41) {
      for (boolean noise : new boolean[] {false, true}) {
        Image image = Image.of(crashed.folder(), temporary.resolve("lost-" + kept + noise));
        Path log = image.file("db/.*log");
        byte[] bytes = Files.readAllBytes(log);
        byte[] lost = new byte[bytes.length - (int) last - kept];
        if (noise) {
          new Random(kept).nextBytes(lost);
        }
        System.arraycopy(lost, 0, bytes, (int) last + kept, lost.length);
        Files.write(log, bytes);
        assertBatches(image.folder(), CrashedFolder.BATCHES - 1, false);
      }
    }
  }

  @Test
  void aRecycledLogEndsWhereTheOldBytesBegin() throws IOException {
    Path live = temporary.resolve("live");
    try (RocksStore store = RocksStore.open(live, RocksStoreTest.SMALL)) {
      int batches = 0;
      boolean recycled = false;
      while (!recycled) {
        store.commit(CrashedFolder.batches(batches, batches + 500));
        batches += 500;
        assertThat(batches).as("batches without a log file used again").isLessThan(200_000);
        recycled = new Image(live).files("db/.*log").stream().anyMatch(TornTailTest::isRecycled);
      }
      Image image = Image.of(live, temporary.resolve("recycled"));
      assertBatches(image.folder(), batches, true);
    }
  }

  @Test
  void aHoleThatOnlyARelaxedStoreCanHaveIsRecoveredForItAndTold() throws IOException {
    StoreOptions relaxed = RocksStoreTest.SMALL.withRelaxed(true);
    Image crashed = CrashedFolder.create(temporary, relaxed);
    Path log = crashed.file("db/.*log");
    Image.flip(log, (ends(log)[9] + 20) * 8);
    try (RocksStore store = RocksStore.open(crashed.folder(), relaxed)) {
      assertThat(store.recovered().orElse("")).contains("relaxed");
      for (int i = 0; i < CrashedFolder.BATCHES; i++) {
        assertThat(CrashedFolder.has(store, i)).as("batch %d", i).isEqualTo(i < 40);
      }
    }
  }

  private static void assertBatches(Path folder, int batches, boolean clean) {
    try (RocksStore store = RocksStore.open(folder, RocksStoreTest.SMALL)) {
      for (int i = Math.max(0, batches - 5000); i < batches; i++) {
        assertThat(CrashedFolder.has(store, i)).as("batch %d", i).isTrue();
      }
      assertThat(CrashedFolder.has(store, batches)).isFalse();
      if (clean) {
        assertThat(store.recovered()).isEmpty();
      }
      CrashedFolder.commit(store, batches, batches + 1);
    }
    try (RocksStore store = RocksStore.open(folder, RocksStoreTest.SMALL)) {
      assertThat(CrashedFolder.has(store, batches)).isTrue();
    }
  }

  /// Where each record ends in a log of whole records.
  private static long[] ends(Path log) throws IOException {
    byte[] bytes = Files.readAllBytes(log);
    long[] ends = new long[CrashedFolder.BATCHES - 30];
    int at = 0;
    for (int i = 0; i < ends.length; i++) {
      at += 11 + (bytes[at + 4] & 0xff) + ((bytes[at + 5] & 0xff) << 8);
      ends[i] = at;
    }
    return ends;
  }

  /// Whether a log has records of its own and, behind them, some of the file that it was before.
  private static boolean isRecycled(Path log) {
    try {
      byte[] bytes = Files.readAllBytes(log);
      int number = Integer.parseInt(log.getFileName().toString().replace(".log", ""));
      ByteBuffer records = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
      int lastBlock = (bytes.length - 1) / BLOCK * BLOCK;
      return lastBlock + 11 < bytes.length
          && records.getInt(7) == number
          && records.get(lastBlock + 6) >= 5
          && records.get(lastBlock + 6) <= 8
          && records.getInt(lastBlock + 7) != number;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void truncate(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
    }
  }
}
