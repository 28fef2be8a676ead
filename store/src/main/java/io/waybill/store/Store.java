package io.waybill.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Ordered key-value storage with atomic durable batches.
///
/// Reads are safe from many threads and see every commit that returned. Commits come from one
/// thread. Keys are ordered as unsigned bytes.
public interface Store extends AutoCloseable {
  /// The value under `key`, or null. Throws [StoreFailure] where it can't be read.
  byte @Nullable [] get(Space space, byte[] key);

  /// Tells `visitor` the entries from `from` up to, not including, `to`, in order, until it has had
  /// enough.
  ///
  /// Sees the store as it was when the scan began. The visitor may read the store and must not
  /// change it. Costs what it visits, plus the deleted entries in between that compaction has not
  /// dropped yet. Throws [StoreFailure] where an entry can't be read.
  void scan(Space space, byte[] from, byte[] to, Visitor visitor);

  /// Makes `batch` durable, whole or not at all, and returns when it is.
  ///
  /// Throws [StoreFailure] where it did not become durable: after that nobody knows whether the
  /// disk holds it, [#failure] says why, and every later commit fails too until the store is opened
  /// again; reads go on, without the batch. A full disk is the exception: that batch is refused
  /// whole, and commits work again by themselves once there is room. Throws
  /// IllegalArgumentException where the bytes are no batch, and changes nothing.
  void commit(Batch batch);

  /// Why the store refuses writes, or empty while it is sound.
  Optional<String> failure();

  /// Bytes on disk, about.
  long sizeBytes();

  /// Writes a copy of all that is committed to the empty or absent folder `target`, while the store
  /// goes on. The copy opens as a store.
  void backup(Path target) throws IOException;

  /// Removes every entry of every space, durably. Nobody else uses the store meanwhile.
  void clear();

  @Override
  void close();

  /// Who is told the entries of a scan.
  @FunctionalInterface
  interface Visitor {
    /// Takes one entry and answers whether it wants the next.
    boolean visit(byte[] key, byte[] value);
  }
}
