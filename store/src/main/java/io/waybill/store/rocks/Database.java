package io.waybill.store.rocks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waybill.store.Batch;
import io.waybill.store.Space;
import io.waybill.store.Store;
import io.waybill.store.StoreOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.FlushOptions;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// One open RocksDB with a column family for each [Space]. Its owner sees to it that nobody uses it
/// once it is closed: that would end the process.
final class Database implements AutoCloseable {
  private static final int HEADER_BYTES = 12;

  private final RocksSettings settings;
  private final RocksDB rocks;
  private final List<ColumnFamilyHandle> families;
  private final WriteOptions writing;
  private final ReadOptions reading = new ReadOptions();

  private Database(
      RocksSettings settings, RocksDB rocks, List<ColumnFamilyHandle> families, boolean sync) {
    this.settings = settings;
    this.rocks = rocks;
    this.families = families;
    this.writing = new WriteOptions().setSync(sync);
  }

  static Database create(Path folder, StoreOptions options) throws RocksDBException {
    return open(folder, options, new RocksSettings(options, true), false);
  }

  static Database open(Path folder, StoreOptions options) throws RocksDBException {
    return open(folder, options, new RocksSettings(options, false), false);
  }

  /// Opens without changing anything in `folder`, log and all. Needs no room on the disk.
  static Database openReadOnly(Path folder, StoreOptions options) throws RocksDBException {
    return open(folder, options, new RocksSettings(options, false), true);
  }

  private static Database open(
      Path folder, StoreOptions options, RocksSettings settings, boolean readOnly)
      throws RocksDBException {
    List<ColumnFamilyDescriptor> spaces =
        List.of(
            new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, settings.data),
            new ColumnFamilyDescriptor("trail".getBytes(UTF_8), settings.trail));
    List<ColumnFamilyHandle> families = new ArrayList<>();
    try {
      RocksDB rocks =
          readOnly
              ? RocksDB.openReadOnly(settings.database, folder.toString(), spaces, families)
              : RocksDB.open(settings.database, folder.toString(), spaces, families);
      return new Database(settings, rocks, families, !options.relaxed());
    } catch (RocksDBException e) {
      settings.close();
      throw e;
    }
  }

  byte @Nullable [] get(Space space, byte[] key) throws RocksDBException {
    return rocks.get(family(space), reading, key);
  }

  void scan(Space space, byte[] from, byte[] to, Store.Visitor visitor) throws RocksDBException {
    try (Slice end = new Slice(to);
        ReadOptions bounded = new ReadOptions().setIterateUpperBound(end)) {
      if (space == Space.TRAIL) {
        boolean onePrefix = onePrefix(from, to);
        bounded.setPrefixSameAsStart(onePrefix).setTotalOrderSeek(!onePrefix);
      }
      try (RocksIterator iterator = rocks.newIterator(family(space), bounded)) {
        iterator.seek(from);
        while (iterator.isValid()) {
          if (!visitor.visit(iterator.key(), iterator.value())) {
            return;
          }
          iterator.next();
        }
        iterator.status();
      }
    }
  }

  /// Whether all keys between the bounds share the prefix that the trail's filters know.
  static boolean onePrefix(byte[] from, byte[] to) {
    int length = RocksSettings.TRAIL_PREFIX_BYTES;
    if (from.length < length || to.length < length) {
      return false;
    }
    if (Arrays.equals(from, 0, length, to, 0, length)) {
      return true;
    }
    return to.length == length && Arrays.equals(successor(Arrays.copyOf(from, length)), to);
  }

  private static byte[] successor(byte[] prefix) {
    for (int i = prefix.length - 1; i >= 0; i--) {
      if (++prefix[i] != 0) {
        break;
      }
    }
    return prefix;
  }

  void write(Batch batch) throws RocksDBException {
    try (WriteBatch records = new WriteBatch(withHeader(batch))) {
      rocks.write(writing, records);
    }
  }

  /// RocksDB's write batch: 8 bytes for the sequence that it fills in, 4 for the count, then the
  /// records.
  static byte[] withHeader(Batch batch) {
    byte[] bytes = new byte[HEADER_BYTES + batch.bytes().length];
    int count = batch.count();
    for (int i = 0; i < 4; i++) {
      bytes[8 + i] = (byte) (count >>> (8 * i));
    }
    System.arraycopy(batch.bytes(), 0, bytes, HEADER_BYTES, batch.bytes().length);
    return bytes;
  }

  /// The greatest key of `space`, or null where it is empty.
  byte @Nullable [] last(Space space) throws RocksDBException {
    try (ReadOptions all = new ReadOptions().setTotalOrderSeek(true);
        RocksIterator iterator = rocks.newIterator(family(space), all)) {
      iterator.seekToLast();
      iterator.status();
      return iterator.isValid() ? iterator.key() : null;
    }
  }

  /// Gives back the files of which every entry was removed.
  void dropEmptyFiles() throws RocksDBException {
    for (ColumnFamilyHandle family : families) {
      rocks.deleteFilesInRanges(family, Arrays.asList(null, null), true);
    }
  }

  /// The table files in use.
  List<Path> tableFilesNewestFirst(Path folder) {
    return rocks.getLiveFilesMetaData().stream()
        .map(file -> folder.resolve(file.fileName().substring(1)))
        .sorted(Comparator.comparingLong(StoreFolder::number).reversed())
        .toList();
  }

  void copyTo(Path target) throws RocksDBException {
    try (Checkpoint checkpoint = Checkpoint.create(rocks)) {
      checkpoint.createCheckpoint(target.toString());
    }
  }

  /// Reads every block of every file and compares its checksum.
  void verify() throws RocksDBException {
    rocks.verifyChecksum();
  }

  /// Moves all that is in memory to table files, so that the log holds nothing.
  void flush() throws RocksDBException {
    try (FlushOptions options = new FlushOptions().setWaitForFlush(true)) {
      rocks.flush(options, families);
    }
  }

  private ColumnFamilyHandle family(Space space) {
    return families.get(space.number());
  }

  @Override
  public void close() {
    families.forEach(ColumnFamilyHandle::close);
    rocks.close();
    writing.close();
    reading.close();
    settings.close();
  }
}
