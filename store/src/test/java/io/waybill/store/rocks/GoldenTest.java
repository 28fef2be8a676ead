package io.waybill.store.rocks;

import static org.assertj.core.api.Assertions.assertThat;

import io.waybill.store.StoreOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A folder that an earlier version wrote still opens, with its table files and its log.
@SuppressWarnings("NullAway.Init")
final class GoldenTest {
  /// The trail of the fixture grows old, as any does.
  private static final StoreOptions PATIENT =
      RocksStoreTest.SMALL.withTrail(
          RocksStoreTest.SMALL.trailBytesMax(), Duration.ofDays(100 * 365));

  @TempDir Path temporary;

  @Test
  void aFolderOfFormatOneOpensWithEveryBatch() throws IOException {
    Path folder = temporary.resolve("golden");
    unzip("store-format-1.zip", folder);
    assertThat(new Image(folder).files("db/.*sst")).hasSize(2);
    assertThat(Files.size(new Image(folder).file("db/.*log"))).isPositive();
    assertThat(CrashedFolder.outcome(folder, PATIENT)).isEqualTo(CrashedFolder.Outcome.WHOLE);
  }

  private static void unzip(String name, Path folder) throws IOException {
    InputStream packed = Objects.requireNonNull(GoldenTest.class.getResourceAsStream(name), name);
    try (ZipInputStream zip = new ZipInputStream(packed)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        Path file = folder.resolve(entry.getName());
        Files.createDirectories(file.resolveSibling("."));
        Files.copy(zip, file);
      }
    }
  }

  /// Writes the fixture of the format of today: once for each format, never again.
  static final class Write {
    private Write() {}

    public static void main(String[] arguments) throws IOException {
      Path work = Files.createTempDirectory("golden");
      Image crashed = CrashedFolder.create(work, RocksStoreTest.SMALL);
      try (ZipOutputStream zip =
          new ZipOutputStream(Files.newOutputStream(Path.of(arguments[0])))) {
        for (Path file : crashed.files("FORMAT|db/(?!LOG|LOCK|OPTIONS).*")) {
          zip.putNextEntry(new ZipEntry(crashed.folder().relativize(file).toString()));
          Files.copy(file, zip);
        }
      }
    }
  }
}
