package io.waybill.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.store.rocks.CrashedFolder.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// One bit flipped at rest, in each kind of file: never a wrong answer, never an acknowledged batch
/// that is gone without a word.
@SuppressWarnings("NullAway.Init")
final class FlippedBitsTest {
  @TempDir Path temporary;
  private Image crashed;

  @BeforeEach
  void aStoreThatWasKilled() {
    crashed = CrashedFolder.create(temporary, RocksStoreTest.SMALL);
  }

  @Test
  @Timeout(60)
  void inTheFormatFileRefused() throws IOException {
    assertThat(flipped("FORMAT", 20)).containsOnlyKeys(Outcome.REFUSED);
  }

  @Test
  @Timeout(60)
  void inTheFileThatNamesTheManifestRefused() throws IOException {
    assertThat(flipped("db/CURRENT", 20)).containsOnlyKeys(Outcome.REFUSED);
  }

  @Test
  @Timeout(60)
  void inTheManifestRefused() throws IOException {
    assertThat(flipped("db/MANIFEST-.*", 60)).containsOnlyKeys(Outcome.REFUSED);
  }

  @Test
  @Timeout(60)
  void inTableFilesRefusedAfterACrash() throws IOException {
    assertThat(flipped("db/.*sst", 24).keySet())
        .isSubsetOf(Outcome.REFUSED, Outcome.WHOLE)
        .contains(Outcome.REFUSED);
  }

  @Test
  @Timeout(60)
  void inTableFilesOfAClosedStoreRefusedOrUnreadableWhereItMatters() throws IOException {
    RocksStore.open(crashed.folder(), RocksStoreTest.SMALL).close();
    assertThat(flipped("db/.*sst", 24).keySet())
        .isSubsetOf(Outcome.REFUSED, Outcome.UNREADABLE, Outcome.WHOLE)
        .contains(Outcome.REFUSED, Outcome.UNREADABLE);
  }

  @Test
  @Timeout(60)
  void inFilesThatRocksWritesForPeopleHarmless() throws IOException {
    assertThat(flipped("db/(OPTIONS-.*|IDENTITY)", 4)).containsOnlyKeys(Outcome.WHOLE);
  }

  @Test
  @Timeout(60)
  void inTheLogRefusedUnlessItIsTheLastBatchThatMayBeATornOne() throws IOException {
    Path log = crashed.file("db/.*log");
    int last = lastBatchAt(log);
    assertThat(flipped("db/.*log", 0, last, 60)).containsOnlyKeys(Outcome.REFUSED);
    assertThat(flipped("db/.*log", last, Files.size(log), 8).keySet())
        .isSubsetOf(Outcome.LAST_LOST, Outcome.WHOLE);
  }

  /// Where the record of the last batch begins.
  private static int lastBatchAt(Path log) throws IOException {
    byte[] bytes = Files.readAllBytes(log);
    int at = 0;
    for (int i = 1; i < 30; i++) {
      at += 11 + (bytes[at + 4] & 0xff) + ((bytes[at + 5] & 0xff) << 8);
    }
    return at;
  }

  private Map<Outcome, Integer> flipped(String pattern, int times) throws IOException {
    return flipped(pattern, 0, Long.MAX_VALUE, times);
  }

  /// Flips one random bit between two offsets, `times` times over, and counts what comes of it.
  private Map<Outcome, Integer> flipped(String pattern, long from, long to, int times)
      throws IOException {
    Random random = new Random(11);
    Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
    for (int i = 0; i < times; i++) {
      Image image = Image.of(crashed.folder(), temporary.resolve("flipped-" + from + "-" + i));
      var files = image.files(pattern);
      Path file = files.get(random.nextInt(files.size()));
      long bit = random.nextLong(from * 8, Math.min(to, Files.size(file)) * 8);
      Image.flip(file, bit);
      Outcome outcome = CrashedFolder.outcome(image.folder());
      assertThat(outcome).as("%s bit %d", file.getFileName(), bit).isNotEqualTo(Outcome.WRONG);
      outcomes.merge(outcome, 1, Integer::sum);
    }
    return outcomes;
  }
}
