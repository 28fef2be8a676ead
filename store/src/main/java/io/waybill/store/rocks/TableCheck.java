package io.waybill.store.rocks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.rocksdb.Options;
import org.rocksdb.RocksDBException;
import org.rocksdb.SstFileReader;

/// Reads the newest table files whole after a crash: a disk that lost what it said was written lost
/// the latest. Older ones are checked block by block when they are read, and all by
/// [RocksStore#verify].
final class TableCheck {
  /// What a start has time to read.
  private static final long BYTES_MAX = 32L * 1024 * 1024;

  private TableCheck() {}

  /// Throws [io.waybill.store.StoreFailure] where a file is not what was written.
  static void check(StoreFolder folder) throws IOException {
    long bytes = 0;
    for (Path file : newestFirst(folder.database())) {
      bytes += Files.size(file);
      if (bytes > BYTES_MAX) {
        return;
      }
      try (Options options = new Options();
          SstFileReader reader = new SstFileReader(options)) {
        reader.open(file.toString());
        reader.verifyChecksum();
      } catch (RocksDBException e) {
        throw Damage.in(folder.path(), "db/" + file.getFileName() + ": " + e.getMessage());
      }
    }
  }

  /// Their names are numbers that grow.
  private static List<Path> newestFirst(Path database) throws IOException {
    try (Stream<Path> all = Files.list(database)) {
      return all.filter(file -> file.toString().endsWith(".sst"))
          .sorted(Comparator.comparing((Path file) -> file.getFileName().toString()).reversed())
          .toList();
    }
  }
}
