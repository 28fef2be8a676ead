package io.waybill.store.rocks;

import io.waybill.store.Batch;
import io.waybill.store.Space;
import io.waybill.store.Store;
import io.waybill.store.StoreFailure;
import io.waybill.store.StoreFailure.Kind;
import io.waybill.store.StoreOptions;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.rocksdb.Checkpoint;
import org.rocksdb.ColumnFamilyDescriptor;
import org.rocksdb.ColumnFamilyHandle;
import org.rocksdb.ReadOptions;
import org.rocksdb.RocksDB;
import org.rocksdb.RocksDBException;
import org.rocksdb.RocksIterator;
import org.rocksdb.Slice;
import org.rocksdb.Status;
import org.rocksdb.WriteBatch;
import org.rocksdb.WriteOptions;

/// The store on disk: one folder, one process.
public final class RocksStore implements Store {
  private static final int HEADER_BYTES = 12;

  private final ReentrantReadWriteLock open = new ReentrantReadWriteLock();
  private final RocksSettings settings;
  private final RocksDB database;
  private final List<ColumnFamilyHandle> families;
  private final WriteOptions writing;
  private boolean closed;
  private volatile @Nullable StoreFailure broken;

  /// Opens the store in `folder`, or creates it where the folder is empty or absent.
  public static RocksStore open(Path folder, StoreOptions options) {
    NativeLibrary.load(options.libraryFolder());
    try {
      Files.createDirectories(folder);
      return new RocksStore(folder, options);
    } catch (IOException e) {
      throw new StoreFailure(Kind.UNUSABLE, "can't create " + folder + ": " + e, e);
    } catch (RocksDBException e) {
      throw failure("can't open " + folder, e);
    }
  }

  private RocksStore(Path folder, StoreOptions options) throws RocksDBException {
    settings = new RocksSettings(options, true);
    families = new ArrayList<>();
    writing = new WriteOptions().setSync(!options.relaxed());
    database =
        RocksDB.open(
            settings.database,
            folder.toString(),
            List.of(
                new ColumnFamilyDescriptor(RocksDB.DEFAULT_COLUMN_FAMILY, settings.data),
                new ColumnFamilyDescriptor(
                    "trail".getBytes(StandardCharsets.UTF_8), settings.trail)),
            families);
  }

  @Override
  public byte @Nullable [] get(Space space, byte[] key) {
    open.readLock().lock();
    try {
      checkOpen();
      return database.get(family(space), key);
    } catch (RocksDBException e) {
      throw failure("can't read", e);
    } finally {
      open.readLock().unlock();
    }
  }

  @Override
  public void scan(Space space, byte[] from, byte[] to, Visitor visitor) {
    if (Arrays.compareUnsigned(from, to) >= 0) {
      return;
    }
    open.readLock().lock();
    try (Slice end = new Slice(to);
        ReadOptions reading = new ReadOptions().setIterateUpperBound(end).setTotalOrderSeek(true)) {
      checkOpen();
      try (RocksIterator iterator = database.newIterator(family(space), reading)) {
        for (iterator.seek(from); iterator.isValid(); iterator.next()) {
          if (!visitor.visit(iterator.key(), iterator.value())) {
            return;
          }
        }
        iterator.status();
      }
    } catch (RocksDBException e) {
      throw failure("can't read", e);
    } finally {
      open.readLock().unlock();
    }
  }

  @Override
  public void commit(Batch batch) {
    open.readLock().lock();
    try (WriteBatch records = new WriteBatch(withHeader(batch))) {
      checkOpen();
      if (broken != null) {
        throw broken;
      }
      database.write(writing, records);
    } catch (RocksDBException e) {
      StoreFailure failure = failure("can't write", e);
      broken = failure;
      throw failure;
    } finally {
      open.readLock().unlock();
    }
  }

  /// RocksDB's write batch: 8 bytes for the sequence that it fills in, 4 for the count, then the
  /// records.
  private static byte[] withHeader(Batch batch) {
    byte[] bytes = new byte[HEADER_BYTES + batch.bytes().length];
    int count = batch.count();
    for (int i = 0; i < 4; i++) {
      bytes[8 + i] = (byte) (count >>> (8 * i));
    }
    System.arraycopy(batch.bytes(), 0, bytes, HEADER_BYTES, batch.bytes().length);
    return bytes;
  }

  @Override
  public Optional<String> failure() {
    return Optional.ofNullable(broken).map(StoreFailure::getMessage);
  }

  @Override
  public long sizeBytes() {
    open.readLock().lock();
    try {
      checkOpen();
      return database.getAggregatedLongProperty("rocksdb.total-sst-files-size");
    } catch (RocksDBException e) {
      throw failure("can't read", e);
    } finally {
      open.readLock().unlock();
    }
  }

  @Override
  public void backup(Path target) throws IOException {
    open.readLock().lock();
    try (Checkpoint checkpoint = Checkpoint.create(database)) {
      Files.deleteIfExists(target);
      checkpoint.createCheckpoint(target.toString());
    } catch (RocksDBException e) {
      throw new IOException("can't copy to " + target + ": " + e.getMessage(), e);
    } finally {
      open.readLock().unlock();
    }
  }

  @Override
  public void clear() {
    open.readLock().lock();
    try {
      checkOpen();
      for (ColumnFamilyHandle family : families) {
        try (RocksIterator iterator = database.newIterator(family)) {
          iterator.seekToLast();
          if (iterator.isValid()) {
            byte[] last = iterator.key();
            byte[] end = Arrays.copyOf(last, last.length + 1);
            database.deleteRange(family, writing, new byte[0], end);
          }
        }
      }
    } catch (RocksDBException e) {
      throw failure("can't clear", e);
    } finally {
      open.readLock().unlock();
    }
  }

  @Override
  public void close() {
    open.writeLock().lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      families.forEach(ColumnFamilyHandle::close);
      database.close();
      writing.close();
      settings.close();
    } finally {
      open.writeLock().unlock();
    }
  }

  private ColumnFamilyHandle family(Space space) {
    return families.get(space.number());
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
  }

  private static StoreFailure failure(String what, RocksDBException e) {
    Status status = e.getStatus();
    Kind kind =
        status != null && status.getSubCode() == Status.SubCode.NoSpace
            ? Kind.DISK_FULL
            : status != null && status.getCode() == Status.Code.Corruption
                ? Kind.DAMAGED
                : Kind.BROKEN;
    return new StoreFailure(kind, what + ": " + e.getMessage(), e);
  }
}
