package io.waybill.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;

/// A store in memory, for tests and simulation: what a [Store] on disk does, without the disk.
public final class MemoryStore implements Store {
  private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
  private final Map<Space, NavigableMap<byte[], byte[]>> spaces = new EnumMap<>(Space.class);

  public MemoryStore() {
    for (Space space : Space.values()) {
      spaces.put(space, new TreeMap<>(Arrays::compareUnsigned));
    }
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
    if (Arrays.compareUnsigned(from, to) >= 0) {
      return;
    }
    NavigableMap<byte[], byte[]> seen;
    lock.readLock().lock();
    try {
      seen = new TreeMap<>(entries(space).subMap(from, true, to, false));
    } finally {
      lock.readLock().unlock();
    }
    for (Map.Entry<byte[], byte[]> entry : seen.entrySet()) {
      if (!visitor.visit(entry.getKey().clone(), entry.getValue().clone())) {
        return;
      }
    }
  }

  @Override
  public void commit(Batch batch) {
    lock.writeLock().lock();
    try {
      batch.forEach(new Applied());
    } finally {
      lock.writeLock().unlock();
    }
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
    throw new IOException("a store in memory has nothing to copy to " + target);
  }

  @Override
  public void clear() {
    lock.writeLock().lock();
    try {
      spaces.values().forEach(NavigableMap::clear);
    } finally {
      lock.writeLock().unlock();
    }
  }

  @Override
  public void close() {}

  private NavigableMap<byte[], byte[]> entries(Space space) {
    NavigableMap<byte[], byte[]> entries = spaces.get(space);
    if (entries == null) {
      throw new IllegalStateException("no entries for " + space);
    }
    return entries;
  }

  private final class Applied implements Batch.Visitor {
    @Override
    public void put(Space space, byte[] key, byte[] value) {
      entries(space).put(key, value);
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
