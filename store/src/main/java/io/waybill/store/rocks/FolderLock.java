package io.waybill.store.rocks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waybill.store.StoreFailure;
import io.waybill.store.StoreFailure.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The right of one process to one folder: a lock of the operating system on the file `LOCK`, which
/// also names the process. The lock ends with the process, however it ends.
final class FolderLock implements AutoCloseable {
  static final String NAME = "LOCK";

  // Static, because the lock is the process's: on POSIX, opening and closing LOCK a second time
  // would give up the lock that another store of this process holds.
  private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel channel;

  private FolderLock(Path folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /// Takes the lock, or throws [StoreFailure] of kind IN_USE with the process that has it.
  static FolderLock take(Path folder) throws IOException {
    Path real = folder.toRealPath();
    if (!HELD.add(real)) {
      throw inUse(folder, "this process, " + ProcessHandle.current().pid());
    }
    Path file = real.resolve(NAME);
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      // The last byte that a file can have: so that Windows lets others read the process number.
      FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
      if (lock == null) {
        throw inUse(folder, "process " + Files.readString(file).strip());
      }
      channel.truncate(0);
      channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(UTF_8)), 0);
      return new FolderLock(real, channel);
    } catch (IOException | RuntimeException e) {
      if (channel != null) {
        channel.close();
      }
      HELD.remove(real);
      throw e;
    }
  }

  private static StoreFailure inUse(Path folder, String owner) {
    return new StoreFailure(
        Kind.IN_USE, folder + " is in use by " + owner + ": stop it first, or use another folder");
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new IllegalStateException("can't close " + folder.resolve(NAME), e);
    } finally {
      HELD.remove(folder);
    }
  }
}
