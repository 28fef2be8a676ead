package io.waybill.store.rocks;

import io.waybill.store.Batch;
import io.waybill.store.Space;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/// Watches that writes leave some room on the disk. Used by one thread, save for [#spare].
///
/// Asking the file system costs a system call, so it is asked again only after a part of the room
/// that was left has been written.
final class FreeSpace {
  /// A byte of a batch is written to the log, to a table file, and again by compaction.
  private static final int COPIES = 4;

  /// What a deletion may bring along where there is little room: the trail's entry, a counter.
  private static final int BYTES_PER_DELETE = 1024;

  private final Path folder;
  private final long bytesMin;
  private long unasked;

  FreeSpace(Path folder, long bytesMin) {
    this.folder = folder;
    this.bytesMin = bytesMin;
  }

  /// Whether the disk has room for `batch` and the reserve. A batch that deletes more than it adds
  /// may use half of the reserve: how else would a full store get empty.
  boolean suffices(Batch batch) {
    long bytes = (long) batch.bytes().length * COPIES;
    unasked -= bytes;
    if (unasked >= 0 || bytesMin == 0) {
      return true;
    }
    long spare = spare() - bytes;
    unasked = Math.max(0, spare / 2);
    return spare >= 0 || (spare >= -bytesMin / 2 && Tidying.is(batch));
  }

  /// Bytes free beyond the reserve; negative where the reserve is in use.
  long spare() {
    try {
      FileStore disk = Files.getFileStore(folder);
      return disk.getUsableSpace() - bytesMin;
    } catch (IOException e) {
      // The write that follows tells what is wrong.
      return Long.MAX_VALUE / 2;
    }
  }

  private static final class Tidying implements Batch.Visitor {
    private long added;
    private long deletes;

    static boolean is(Batch batch) {
      Tidying count = new Tidying();
      batch.forEach(count);
      return count.added <= count.deletes * BYTES_PER_DELETE;
    }

    @Override
    public void put(Space space, byte[] key, byte[] value) {
      added += key.length + value.length;
    }

    @Override
    public void delete(Space space, byte[] key) {
      deletes++;
    }

    @Override
    public void deleteRange(Space space, byte[] from, byte[] to) {
      deletes++;
    }
  }
}
