package io.waybill.server.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs one backup at a time and knows how far it is.
final class Backups {
  private static final Logger LOG = LoggerFactory.getLogger(Backups.class);

  private final Control control;
  private volatile Optional<BackupProgress> latest = Optional.empty();

  Backups(Control control) {
    this.control = control;
  }

  /// Starts a copy to `target`; `bytesTotal` is about what it will hold.
  synchronized BackupProgress start(Path target, long bytesTotal) {
    latest
        .filter(BackupProgress::isRunning)
        .ifPresent(running -> {
          throw AdminRefusal.backupRunning(running.folder().toString());
        });
    requireUsable(target);
    BackupProgress running = new BackupProgress(BackupProgress.RUNNING, target, 0, bytesTotal, "");
    latest = Optional.of(running);
    Thread.ofVirtual().name("waybill-backup").start(() -> copy(running));
    return running;
  }

  /// The latest backup, running or over.
  Optional<BackupProgress> latest() {
    return latest.map(backup ->
        backup.isRunning()
            ? new BackupProgress(
                backup.state(), backup.folder(), size(backup.folder()), backup.bytesTotal(), "")
            : backup);
  }

  private void copy(BackupProgress started) {
    Path target = started.folder();
    try {
      control.backup(target);
      long bytes = size(target);
      latest = Optional.of(new BackupProgress("done", target, bytes, bytes, ""));
      LOG.info("backup to {} is done: {} bytes", target, bytes);
    } catch (IOException | RuntimeException failure) {
      String reason = String.valueOf(failure.getMessage());
      latest =
          Optional.of(
              new BackupProgress("failed", target, size(target), started.bytesTotal(), reason));
      LOG.error("backup to {} failed", target, failure);
    }
  }

  private static void requireUsable(Path target) {
    if (!target.isAbsolute()) {
      throw AdminRefusal.badRequest("folder is '" + target + "'; allowed is an absolute path");
    }
    if (!Files.exists(target)) {
      return;
    }
    try (Stream<Path> entries = Files.list(target)) {
      if (entries.findAny().isPresent()) {
        throw AdminRefusal.badRequest(target + " is not empty; a backup needs a folder of its own");
      }
    } catch (IOException e) {
      throw AdminRefusal.badRequest(target + " is no folder that can be read");
    }
  }

  /// Bytes in `folder`; what comes and goes meanwhile may count or not.
  private static long size(Path folder) {
    if (!Files.exists(folder)) {
      return 0;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      return files.mapToLong(Backups::sizeOfFile).sum();
    } catch (IOException | UncheckedIOException vanished) {
      return 0;
    }
  }

  private static long sizeOfFile(Path file) {
    try {
      return Files.isRegularFile(file) ? Files.size(file) : 0;
    } catch (IOException vanished) {
      return 0;
    }
  }
}
