package io.waybill.store.rocks;

import io.waybill.store.StoreFailure;
import io.waybill.store.StoreFailure.Kind;
import java.io.File;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/// The folder of one store, held by this process: `FORMAT`, `LOCK`, `RELAXED` while a relaxed store
/// is open, and `db` with RocksDB's files.
final class StoreFolder implements AutoCloseable {
  private static final String RELAXED = "RELAXED";

  private final Path path;
  private final FolderLock lock;

  private StoreFolder(Path path, FolderLock lock) {
    this.path = path;
    this.lock = lock;
  }

  /// Takes the folder. Throws [StoreFailure] where it is in use, is not ours, is damaged, or can't
  /// be written.
  static StoreFolder take(Path path) {
    FolderLock lock = null;
    try {
      Files.createDirectories(path);
      checkOurs(path);
      lock = FolderLock.take(path);
      StoreFolder folder = new StoreFolder(path, lock);
      folder.checkFormat();
      return folder;
    } catch (IOException | StoreFailure e) {
      if (lock != null) {
        lock.close();
      }
      throw e instanceof StoreFailure failure
          ? failure
          : new StoreFailure(Kind.UNUSABLE, "can't use the folder " + path + ": " + plain(e), e);
    }
  }

  Path path() {
    return path;
  }

  Path database() {
    return path.resolve("db");
  }

  /// The number that is the name of one of RocksDB's files, the greater the newer.
  static long number(Path file) {
    String name = file.getFileName().toString();
    return Long.parseLong(name.substring(0, name.indexOf('.')));
  }

  /// Whether nothing was ever stored here.
  boolean isNew() throws IOException {
    return !Files.exists(path.resolve(Format.NAME)) || !Format.read(path).ready();
  }

  /// From here on a crash leaves a folder that is new again.
  void startCreating() throws IOException {
    new Format(Format.CURRENT, false).write(path);
    Durable.deleteTree(database());
  }

  /// From here on the folder is a store and is never taken for a new one.
  void created() throws IOException {
    Durable.folder(path);
    new Format(Format.CURRENT, true).write(path);
  }

  /// Whether the last owner ran relaxed and did not close: then a power cut may have left holes.
  boolean wasRelaxed() {
    return Files.exists(path.resolve(RELAXED));
  }

  void markRelaxed(boolean relaxed) throws IOException {
    if (relaxed) {
      Durable.write(path.resolve(RELAXED), new byte[0]);
    } else {
      Durable.delete(path.resolve(RELAXED));
    }
  }

  /// Bytes of all files, about.
  long sizeBytes() {
    return bytes("");
  }

  /// Bytes of the write-ahead log, about.
  long logBytes() {
    return bytes(".log");
  }

  private long bytes(String ending) {
    File[] files = database().toFile().listFiles((folder, name) -> name.endsWith(ending));
    return files == null ? 0 : Arrays.stream(files).mapToLong(File::length).sum();
  }

  private void checkFormat() throws IOException {
    if (!isNew() && !Files.isDirectory(database())) {
      throw Damage.in(path, "the folder db is missing");
    }
  }

  private static void checkOurs(Path path) throws IOException {
    if (Files.exists(path.resolve(Format.NAME))) {
      return;
    }
    List<String> names;
    try (Stream<Path> files = Files.list(path)) {
      names = files.map(file -> file.getFileName().toString()).filter(StoreFolder::counts).toList();
    }
    if (names.contains("db")) {
      throw Damage.in(path, "the file FORMAT is missing");
    }
    if (!names.isEmpty()) {
      throw new StoreFailure(
          Kind.UNUSABLE,
          path + " is not a Waybill store and not empty (it has " + names.getFirst() + ")");
    }
  }

  /// Whether a file of this name makes a folder somebody's: a mount point is born with lost+found.
  private static boolean counts(String name) {
    return !name.startsWith(".")
        && !name.equals("lost+found")
        && !name.equals(FolderLock.NAME)
        && !name.equals(Format.NAME + ".part");
  }

  private static String plain(Exception e) {
    return switch (e) {
      case NoSuchFileException missing -> "there is no folder that could hold it";
      case FileAlreadyExistsException file -> "it is a file";
      case AccessDeniedException denied -> "permission denied";
      default -> e.getClass().getSimpleName() + " " + e.getMessage();
    };
  }

  @Override
  public void close() {
    lock.close();
  }
}
