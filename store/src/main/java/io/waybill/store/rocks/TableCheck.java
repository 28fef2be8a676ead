package io.waybill.store.rocks;

import java.nio.file.Files;
import java.nio.file.Path;
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
  ///
  /// Asks the open database for its files: a process that was killed while it wrote one leaves half
  /// a file that belongs to nothing.
  static void check(StoreFolder folder, Database database) {
    long bytes = 0;
    for (Path file : database.tableFilesNewestFirst(folder.database())) {
      bytes += file.toFile().length();
      if (bytes > BYTES_MAX) {
        return;
      }
      try (Options options = new Options();
          SstFileReader reader = new SstFileReader(options)) {
        reader.open(file.toString());
        reader.verifyChecksum();
      } catch (RocksDBException e) {
        // RocksDB looked for each file when it opened; a compaction may have replaced one since.
        if (Files.exists(file)) {
          throw Damage.in(folder.path(), "db/" + file.getFileName() + ": " + e.getMessage());
        }
      }
    }
  }
}
