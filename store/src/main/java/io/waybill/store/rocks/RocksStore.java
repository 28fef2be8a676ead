package io.waybill.store.rocks;

import io.waybill.store.Batch;
import io.waybill.store.BatchBuilder;
import io.waybill.store.Space;
import io.waybill.store.Store;
import io.waybill.store.StoreFailure;
import io.waybill.store.StoreFailure.Kind;
import io.waybill.store.StoreOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.rocksdb.RocksDBException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The store on disk: one folder, one process. See `docs/decisions/store.md`.
///
/// A scan sees the store as it was when the scan began, whatever is committed meanwhile.
public final class RocksStore implements Store {
  private static final Logger LOG = LoggerFactory.getLogger(RocksStore.class);

  private final StoreFolder folder;
  private final StoreOptions options;
  private final Admission admission;
  private final Optional<String> recovered;

  // Held to read while RocksDB is called, to write while it is opened or closed: a call into a
  // closed RocksDB would end the process.
  private final ReentrantReadWriteLock use = new ReentrantReadWriteLock();
  private @Nullable Database database;
  private boolean closed;

  /// Opens the store in `folder`, or creates it where the folder is empty or absent. Throws
  /// [StoreFailure] with one plain line where that can't be done.
  public static RocksStore open(Path folder, StoreOptions options) {
    NativeLibrary.load(options.libraryFolder());
    StoreFolder held = StoreFolder.take(folder);
    try {
      return new RocksStore(held, options);
    } catch (IOException | RuntimeException e) {
      held.close();
      throw e instanceof RuntimeException failure
          ? failure
          : new StoreFailure(Kind.UNUSABLE, "can't use the folder " + folder + ": " + e, e);
    } catch (RocksDBException e) {
      held.close();
      throw Damage.opening(folder, e);
    }
  }

  private RocksStore(StoreFolder folder, StoreOptions options)
      throws IOException, RocksDBException {
    this.folder = folder;
    this.options = options;
    this.admission = new Admission(folder.path(), options);
    if (folder.isNew()) {
      folder.startCreating();
      this.database = Database.create(folder.database(), options);
      folder.created();
      this.recovered = Optional.empty();
    } else {
      LogCheck.Finding log = LogCheck.check(folder);
      this.recovered = log.told();
      this.database = log.closed() ? open(folder, options) : recovered(folder, options);
    }
    folder.markRelaxed(options.relaxed());
    recovered.ifPresent(what -> LOG.warn("store {}: {}", folder.path(), what));
  }

  private static Database open(StoreFolder folder, StoreOptions options) throws RocksDBException {
    return Database.open(folder.database(), options);
  }

  private static Database recovered(StoreFolder folder, StoreOptions options)
      throws RocksDBException {
    Database database = open(folder, options);
    try {
      TableCheck.check(folder, database);
      return database;
    } catch (StoreFailure damage) {
      database.close();
      throw damage;
    }
  }

  /// What opening found of an earlier crash, for the operator; empty where nothing was lost.
  public Optional<String> recovered() {
    return recovered;
  }

  @Override
  public byte @Nullable [] get(Space space, byte[] key) {
    Lock lock = use.readLock();
    lock.lock();
    try {
      return database().get(space, key);
    } catch (RocksDBException e) {
      throw Damage.reading(folder.path(), e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void scan(Space space, byte[] from, byte[] to, Visitor visitor) {
    if (Arrays.compareUnsigned(from, to) >= 0) {
      return;
    }
    Lock lock = use.readLock();
    lock.lock();
    try {
      database().scan(space, from, to, visitor);
    } catch (RocksDBException e) {
      throw Damage.reading(folder.path(), e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void commit(Batch batch) {
    batch.check();
    admission.admit(batch);
    if (batch.count() == 0) {
      return;
    }
    if (admission.mustReopen()) {
      reopen();
    }
    try {
      write(batch);
    } catch (StoreFailure e) {
      if (e.kind() != Kind.DISK_FULL || !admission.isRoom()) {
        throw e;
      }
      // RocksDB still remembers that an earlier flush found no room. Writing the batch a second
      // time, should the log hold it already, changes nothing.
      reopen();
      write(batch);
    }
    admission.passed();
  }

  private void write(Batch batch) {
    Lock lock = use.readLock();
    lock.lock();
    try {
      database().write(batch);
    } catch (RocksDBException e) {
      throw admission.failed(Damage.writing(folder.path(), e), folder.logBytes());
    } finally {
      lock.unlock();
    }
  }

  /// After a write that found the disk full RocksDB may hold half a record at the end of its log,
  /// so that the log is read back and begun anew before anything follows it.
  private void reopen() {
    Lock lock = use.writeLock();
    lock.lock();
    try {
      Database before = database();
      database = null;
      before.close();
      database = reopened();
      admission.reopened();
    } catch (IOException | RocksDBException e) {
      throw admission.failed(
          new StoreFailure(Kind.BROKEN, "can't open " + folder.path() + " again: " + e, e), 0);
    } finally {
      lock.unlock();
    }
  }

  /// Opened to read alone where writing does not work: reads go on.
  private Database reopened() throws IOException, RocksDBException {
    try {
      LogCheck.check(folder);
      return open(folder, options);
    } catch (RocksDBException e) {
      database = Database.openReadOnly(folder.database(), options);
      throw admission.failed(Damage.writing(folder.path(), e), folder.logBytes());
    }
  }

  @Override
  public Optional<String> failure() {
    return admission.failure();
  }

  @Override
  public long sizeBytes() {
    return folder.sizeBytes();
  }

  @Override
  public void backup(Path target) throws IOException {
    Files.createDirectories(target);
    try (Stream<Path> files = Files.list(target)) {
      if (files.findAny().isPresent()) {
        throw new IOException(target + " is not empty");
      }
    }
    Lock lock = use.readLock();
    lock.lock();
    try {
      database().copyTo(target.resolve("db"));
    } catch (RocksDBException e) {
      throw new IOException("can't copy " + folder.path() + " to " + target + ": " + e, e);
    } finally {
      lock.unlock();
    }
    // Last, so that a copy that was not finished is never taken for one.
    new Format(Format.CURRENT, true).write(target);
  }

  @Override
  public void clear() {
    BatchBuilder everything = new BatchBuilder();
    Lock lock = use.readLock();
    lock.lock();
    try {
      for (Space each : Space.values()) {
        byte[] last = database().last(each);
        if (last != null) {
          everything.deleteRange(each, new byte[0], Arrays.copyOf(last, last.length + 1));
        }
      }
      commit(everything.build());
      database().dropEmptyFiles();
    } catch (RocksDBException e) {
      throw Damage.writing(folder.path(), e);
    } finally {
      lock.unlock();
    }
  }

  /// Reads every byte that is stored and throws [StoreFailure] of kind DAMAGED, naming the file,
  /// where it is not what was written. Takes as long as reading the whole folder.
  public void verify() {
    Lock lock = use.readLock();
    lock.lock();
    try {
      database().verify();
    } catch (RocksDBException e) {
      throw Damage.reading(folder.path(), e);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    Lock lock = use.writeLock();
    lock.lock();
    try {
      if (closed) {
        return;
      }
      closed = true;
      Database open = database;
      database = null;
      if (open != null) {
        close(open);
      }
    } finally {
      folder.close();
      lock.unlock();
    }
  }

  private void close(Database open) {
    try {
      if (admission.failure().isEmpty() && !admission.mustReopen()) {
        // The next start then has no log to read.
        open.flush();
        folder.markRelaxed(false);
      }
    } catch (RocksDBException | IOException e) {
      LOG.warn("store {} was closed without a last flush: {}", folder.path(), e.getMessage());
    } finally {
      open.close();
    }
  }

  private Database database() {
    Database open = database;
    if (open != null) {
      return open;
    }
    if (closed) {
      throw new IllegalStateException("the store in " + folder.path() + " is closed");
    }
    throw new StoreFailure(Kind.BROKEN, "the store in " + folder.path() + " could not be reopened");
  }
}
