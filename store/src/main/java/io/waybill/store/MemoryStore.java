package io.waybill.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/// A store in memory, for tests and simulation: what a [Store] on disk does, without the disk.
///
/// The trail is bounded by size, as on disk, but not by age. Commits wait for a scan that goes on;
/// copying what is scanned was rejected because most scans stop early.
public final class MemoryStore implements Store {
  private static final long TRAIL_BYTES_MAX = 64L * 1024 * 1024;

  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<Space, NavigableMap<byte[], byte[]>> spaces = new EnumMap<>(Space.class);
  private final Deque<Entry> trail = new ArrayDeque<>();
  private final long trailBytesMax;
  private long trailBytes;
  private volatile boolean closed;

  private record Entry(byte[] key, byte[] value) {
    long bytes() {
      return (long) key.length + value.length;
    }
  }

  public MemoryStore() {
    this(TRAIL_BYTES_MAX);
  }

  /// A store whose trail holds at most `trailBytesMax` before its oldest entries are dropped.
  public MemoryStore(long trailBytesMax) {
    this.trailBytesMax = trailBytesMax;
    for (Space space : Space.values()) {
      spaces.put(space, new TreeMap<>(Arrays::compareUnsigned));
    }
  }

  /// Another open store with the same entries.
  public MemoryStore copy() {
    MemoryStore copy = new MemoryStore(trailBytesMax);
    lock.readLock().lock();
    try {
      spaces.forEach((space, entries) -> copy.spaces.put(space, sorted(entries)));
      copy.trail.addAll(trail);
      copy.trailBytes = trailBytes;
    } finally {
      lock.readLock().unlock();
    }
    return copy;
  }

  @Override
  public byte @Nullable [] get(Space space, byte[] key) {
    lock.readLock().lock();
    try {
      byte[] value = entries(space).get(key);
      return value == null ? null : value.clone();
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public void scan(Space space, byte[] from, byte[] to, Visitor visitor) {
    lock.readLock().lock();
    try {
      NavigableMap<byte[], byte[]> entries = entries(space);
      if (Arrays.compareUnsigned(from, to) >= 0) {
        return;
      }
      for (Map.Entry<byte[], byte[]> entry : entries.subMap(from, true, to, false).entrySet()) {
        if (!visitor.visit(entry.getKey().clone(), entry.getValue().clone())) {
          return;
        }
      }
    } finally {
      lock.readLock().unlock();
    }
  }

  @Override
  public void commit(Batch batch) {
    batch.check();
    change(() -> batch.forEach(new Applied()));
  }

  @Override
  public Optional<String> failure() {
    return Optional.empty();
  }

  @Override
  public long sizeBytes() {
    return 0;
  }

  @Override
  public void backup(Path target) throws IOException {
    throw new IOException("a store in memory has no files to copy to " + target);
  }

  @Override
  public void clear() {
    change(() -> {
      spaces.values().forEach(NavigableMap::clear);
      trail.clear();
      trailBytes = 0;
    });
  }

  @Override
  public void close() {
    closed = true;
  }

  private static NavigableMap<byte[], byte[]> sorted(NavigableMap<byte[], byte[]> entries) {
    NavigableMap<byte[], byte[]> copy = new TreeMap<>(Arrays::compareUnsigned);
    copy.putAll(entries);
    return copy;
  }

  private void change(Runnable change) {
    if (lock.getReadHoldCount() > 0) {
      throw new IllegalStateException("the visitor of a scan must not change the store");
    }
    lock.writeLock().lock();
    try {
      checkOpen();
      change.run();
    } finally {
      lock.writeLock().unlock();
    }
  }

  private NavigableMap<byte[], byte[]> entries(Space space) {
    checkOpen();
    NavigableMap<byte[], byte[]> entries = spaces.get(space);
    if (entries == null) {
      throw new IllegalStateException("no entries for " + space);
    }
    return entries;
  }

  private void checkOpen() {
    if (closed) {
      throw new IllegalStateException("the store is closed");
    }
  }

  private final class Applied implements Batch.Visitor {
    @Override
    public void put(Space space, byte[] key, byte[] value) {
      entries(space).put(key, value);
      if (space == Space.TRAIL) {
        bound(new Entry(key, value));
      }
    }

    private void bound(Entry latest) {
      trail.addLast(latest);
      trailBytes += latest.bytes();
      while (trailBytes > trailBytesMax) {
        Entry oldest = trail.removeFirst();
        trailBytes -= oldest.bytes();
        // Unless the key has another value by now: arrays are equal only to themselves.
        entries(Space.TRAIL).remove(oldest.key, oldest.value);
      }
    }

    @Override
    public void delete(Space space, byte[] key) {
      entries(space).remove(key);
    }

    @Override
    public void deleteRange(Space space, byte[] from, byte[] to) {
      if (Arrays.compareUnsigned(from, to) < 0) {
        entries(space).subMap(from, true, to, false).clear();
      }
    }
  }
}
