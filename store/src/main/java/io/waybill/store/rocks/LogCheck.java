package io.waybill.store.rocks;

import io.waybill.store.StoreOptions;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
  private final StoreFolder folder;
  private final StoreOptions options;
  private Optional<String> told = Optional.empty();

  private LogCheck(StoreFolder folder, StoreOptions options) {
    this.folder = folder;
    this.options = options;
  }

  /// What the log says of the last run.
  ///
  /// @param closed whether it ended by closing the store
  /// @param told what the operator should know, or empty where all is well
  record Finding(boolean closed, Optional<String> told) {}

  /// Reads the log in `folder`. Throws [io.waybill.store.StoreFailure] where recovery would drop
  /// acknowledged batches.
  static Finding check(StoreFolder folder, StoreOptions options)
      throws IOException, RocksDBException {
    return new LogCheck(folder, options).check();
  }

  private Finding check() throws IOException, RocksDBException {
    Manifest manifest = Manifest.read(folder);
    List<Path> files = files();
    if (files.isEmpty()) {
      throw Damage.in(folder.path(), "the write-ahead log (db/*.log) is missing");
    }
    // Of the batches up to the end that follow each other without a gap.
    long firstSequence = -1;
    long lastSequence = -1;
    for (Path file : files) {
      LogFile log = LogFile.read(file);
      checkHole(file, log);
      if (log.firstSequence() >= 0) {
        boolean follows = firstSequence >= 0 && log.firstSequence() <= lastSequence + 1;
        firstSequence = follows ? firstSequence : log.firstSequence();
        lastSequence = log.lastSequence();
      }
    }
    checkStart(manifest, firstSequence);
    return new Finding(firstSequence < 0, told);
  }

  /// The log begins where the table files end, or before. Where it does not, a log file is gone, or
  /// the manifest's last entry, which named a table file, was spoiled and not torn.
  private void checkStart(Manifest manifest, long firstSequence) {
    if (firstSequence > manifest.lastSequence() + 1) {
      throw Damage.in(
          folder.path(),
          "nothing holds batches "
              + (manifest.lastSequence() + 1)
              + " to "
              + (firstSequence - 1)
              + ": a file of the log or the end of the manifest is gone");
    }
    if (manifest.torn() && firstSequence < 0) {
      throw Damage.in(folder.path(), "the end of the manifest is broken and the log is empty");
    }
  }

  private void checkHole(Path file, LogFile log) throws IOException, RocksDBException {
    if (log.sequenceBehind() < 0) {
      if (log.tornAt() >= 0) {
        cut(file, log.tornAt());
        told =
            Optional.of(
                "dropped an incomplete batch, never acknowledged, from the end of "
                    + file.getFileName());
      }
    } else if (isLost(log)) {
      if (!folder.wasRelaxed()) {
        throw Damage.in(
            folder.path(), "db/" + file.getFileName() + " is broken before batches that were kept");
      }
      told = Optional.of("a relaxed store lost its last moments in a power cut");
    }
  }

  /// RocksDB would stop here by itself; this way it never reads what is broken.
  private static void cut(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
      channel.force(true);
    }
  }

  /// Whether recovery would miss what lies behind the hole: a log file whose entries are all in
  /// table files already may be broken.
  private boolean isLost(LogFile log) throws RocksDBException {
    try (Database recoverable = Database.openReadOnly(folder.database(), options)) {
      return recoverable.lastSequence() < log.sequenceBehind();
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.list(folder.database())) {
      return all.filter(file -> file.getFileName().toString().matches("[0-9]+\\.log"))
          .sorted(Comparator.comparingLong(StoreFolder::number))
          .toList();
    }
  }
}
