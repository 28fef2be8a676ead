package io.waybill.store.rocks;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Reads the write-ahead log before RocksDB does, to tell a torn tail from a hole.
///
/// RocksDB stops at the first broken record and drops all behind it without a word: right for a
/// batch that a power cut tore, which nobody was told of, and wrong for a damaged one in the
/// middle, behind which lie batches that were acknowledged. Its stricter recovery modes don't work
/// with recycled log files, which the speed of a sync depends on.
final class LogCheck {
  private final StoreFolder folder;
  private final Map<Path, Long> cuts = new LinkedHashMap<>();
  private Optional<String> told = Optional.empty();
  private long firstSequence = -1;
  private long lastSequence = -1;
  private boolean stopped;

  private LogCheck(StoreFolder folder) {
    this.folder = folder;
  }

  /// What the log says of the last run.
  ///
  /// @param closed whether it ended by closing the store
  /// @param told what the operator should know, or empty where all is well
  record Finding(boolean closed, Optional<String> told) {}

  /// Reads the log in `folder`, and cuts off what a crash left half written. Throws
  /// [io.waybill.store.StoreFailure], and changes nothing, where recovery would drop acknowledged
  /// batches.
  static Finding check(StoreFolder folder) throws IOException {
    return new LogCheck(folder).check();
  }

  private Finding check() throws IOException {
    Manifest manifest = Manifest.read(folder);
    List<Path> files = files();
    if (files.isEmpty()) {
      throw Damage.in(folder.path(), "the write-ahead log (db/*.log) is missing");
    }
    for (Path file : files) {
      // Older ones are in table files, and wait to be recycled.
      if (StoreFolder.number(file) >= manifest.logNumberMin()) {
        follow(file, LogFile.read(file));
      }
    }
    checkStart(manifest);
    for (Map.Entry<Path, Long> each : cuts.entrySet()) {
      cut(each.getKey(), each.getValue());
    }
    return new Finding(firstSequence < 0, told);
  }

  /// Takes the next file of the log.
  private void follow(Path file, LogFile log) {
    boolean gap = lastSequence >= 0 && log.firstSequence() > lastSequence + 1;
    if (stopped || gap) {
      stop(file, 0, "a log file before " + file.getFileName() + " has lost its end");
      return;
    }
    if (log.firstSequence() >= 0) {
      firstSequence = firstSequence < 0 ? log.firstSequence() : firstSequence;
      lastSequence = log.lastSequence();
    }
    if (log.hole()) {
      stop(
          file, log.end(), "db/" + file.getFileName() + " is broken before batches that were kept");
    } else if (log.torn()) {
      // RocksDB would stop here by itself; this way it never reads what is broken.
      cuts.put(file, log.end());
      told =
          Optional.of(
              "dropped an incomplete batch from the end of %s, behind record %d: what a crash in the"
                      .formatted(file.getFileName(), log.lastSequence())
                  + " middle of a write leaves, which was not acknowledged; had the file been cut"
                  + " short otherwise, that would look the same");
    }
  }

  /// Acknowledged batches are gone: damage, unless nobody synced them.
  private void stop(Path file, long end, String why) {
    if (!folder.wasRelaxed()) {
      throw Damage.in(folder.path(), why);
    }
    stopped = true;
    cuts.put(file, end);
    told = Optional.of("a relaxed store lost its last moments in a power cut");
  }

  /// The log begins where the table files end, or before. Where it does not, a log file is gone, or
  /// the manifest's last entry, which named a table file, was spoiled and not torn.
  private void checkStart(Manifest manifest) {
    if (firstSequence > manifest.lastSequence() + 1) {
      throw Damage.in(
          folder.path(),
          "nothing holds records "
              + (manifest.lastSequence() + 1)
              + " to "
              + (firstSequence - 1)
              + ": a file of the log or the end of the manifest is gone");
    }
    if (manifest.torn() && firstSequence < 0) {
      throw Damage.in(folder.path(), "the end of the manifest is broken and the log is empty");
    }
  }

  private static void cut(Path file, long size) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.truncate(size);
      channel.force(true);
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
