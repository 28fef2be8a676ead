package io.waybill.store.rocks;

import io.waybill.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rocksdb.RocksDBException;

/// Reads the write-ahead log before RocksDB does, to tell a torn tail from a hole.
///
/// RocksDB stops at the first broken record and drops all behind it without a word: right for a
/// batch that a power cut tore, which nobody was told of, and wrong for a damaged one in the
/// middle, behind which lie batches that were acknowledged. Its stricter recovery modes don't work
/// with recycled log files, which the speed of a sync depends on.
final class LogCheck {
  private LogCheck() {}

  /// What the operator should know of the log in `folder`, or empty where all is well. Throws
  /// [io.waybill.store.StoreFailure] where recovery would drop acknowledged batches.
  static Optional<String> check(StoreFolder folder, StoreOptions options)
      throws IOException, RocksDBException {
    List<Path> files = files(folder.database());
    if (files.isEmpty()) {
      throw Damage.in(folder.path(), "the write-ahead log (db/*.log) is missing");
    }
    Optional<String> torn = Optional.empty();
    for (Path file : files) {
      LogFile.Content content = LogFile.read(file);
      if (content.sequenceBehind() >= 0 && isLost(folder, options, content)) {
        if (!folder.wasRelaxed()) {
          throw Damage.in(
              folder.path(), file.getFileName() + " is broken before batches that were kept");
        }
        torn = Optional.of("a relaxed store lost its last moments in a power cut");
      } else if (content.tornAt() >= 0) {
        torn = Optional.of(dropped(file, content));
      }
    }
    return torn;
  }

  private static String dropped(Path file, LogFile.Content content) {
    return "dropped one incomplete batch, never acknowledged, at byte "
        + content.tornAt()
        + " of "
        + file.getFileName();
  }

  /// Whether recovery would miss what lies behind the hole: a log file whose entries are all in
  /// table files already may be broken.
  private static boolean isLost(StoreFolder folder, StoreOptions options, LogFile.Content content)
      throws RocksDBException {
    try (Database recoverable = Database.openReadOnly(folder.database(), options)) {
      return recoverable.lastSequence() < content.sequenceBehind();
    }
  }

  private static List<Path> files(Path database) throws IOException {
    try (Stream<Path> all = Files.list(database)) {
      return all.filter(file -> file.getFileName().toString().matches("[0-9]+\\.log"))
          .sorted(Comparator.comparing(file -> file.getFileName().toString()))
          .toList();
    }
  }
}
