package io.waybill.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.store.StoreOptions;
import io.waybill.store.rocks.CrashedFolder.Outcome;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A log in several files: each goes on where the one before it ended.
@SuppressWarnings("NullAway.Init")
@Timeout(60)
final class SplitLogTest {
  private static final StoreOptions RELAXED = RocksStoreTest.SMALL.withRelaxed(true);

  @TempDir Path temporary;

  @Test
  void filesThatFollowEachOtherAreRecoveredWhole() throws IOException {
    Image crashed = CrashedFolder.create(temporary, RocksStoreTest.SMALL);
    split(crashed, 12, 12);
    assertThat(CrashedFolder.outcome(crashed.folder())).isEqualTo(Outcome.WHOLE);
  }

  @Test
  void aGapBetweenTwoFilesIsDamage() throws IOException {
    Image crashed = CrashedFolder.create(temporary, RocksStoreTest.SMALL);
    split(crashed, 12, 13);
    assertThat(CrashedFolder.outcome(crashed.folder())).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void aGapBeforeTheFirstFileIsDamage() throws IOException {
    Image crashed = CrashedFolder.create(temporary, RocksStoreTest.SMALL);
    split(crashed, 0, 1);
    assertThat(CrashedFolder.outcome(crashed.folder())).isEqualTo(Outcome.REFUSED);
  }

  @Test
  void aRelaxedStoreKeepsWhatComesBeforeTheGap() throws IOException {
    Image crashed = CrashedFolder.create(temporary, RELAXED);
    split(crashed, 12, 13);
    try (RocksStore store = RocksStore.open(crashed.folder(), RELAXED)) {
      assertThat(store.recovered().orElse("")).contains("relaxed");
      for (int i = 0; i < CrashedFolder.BATCHES; i++) {
        assertThat(CrashedFolder.has(store, i)).as("batch %d", i).isEqualTo(i < 42);
      }
    }
  }

  /// Leaves the first `firstEnd` batches in the log and puts those from `secondStart` on into
  /// another file.
  private static void split(Image image, int firstEnd, int secondStart) throws IOException {
    Path log = image.file("db/.*log");
    long number = StoreFolder.number(log);
    List<byte[]> batches = batches(Files.readAllBytes(log));
    Files.write(log, records(batches.subList(0, firstEnd), (int) number));
    // The number behind it is the manifest's.
    Path second = log.resolveSibling("%06d.log".formatted(number + 10));
    Files.write(second, records(batches.subList(secondStart, batches.size()), (int) number + 10));
  }

  private static List<byte[]> batches(byte[] log) {
    ByteBuffer bytes = ByteBuffer.wrap(log).order(ByteOrder.LITTLE_ENDIAN);
    List<byte[]> batches = new ArrayList<>();
    for (int at = 0; at + 11 < log.length && bytes.get(at + 6) == 5; ) {
      byte[] batch = new byte[bytes.getShort(at + 4)];
      bytes.get(at + 11, batch);
      batches.add(batch);
      at += 11 + batch.length;
    }
    return batches;
  }

  private static byte[] records(List<byte[]> batches, int number) {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    for (byte[] batch : batches) {
      ByteBuffer record = ByteBuffer.allocate(11 + batch.length).order(ByteOrder.LITTLE_ENDIAN);
      record.putInt(0).putShort((short) batch.length).put((byte) 5).putInt(number).put(batch);
      CRC32C crc = new CRC32C();
      crc.update(record.array(), 6, 5 + batch.length);
      record.putInt(0, Integer.rotateRight((int) crc.getValue(), 15) + 0xa282ead8);
      log.writeBytes(record.array());
    }
    return log.toByteArray();
  }
}
