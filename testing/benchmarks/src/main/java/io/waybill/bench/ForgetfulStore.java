package io.waybill.bench;

import io.waybill.store.Batch;
import io.waybill.store.MemoryStore;
import io.waybill.store.Space;
import io.waybill.store.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Keeps in memory what it gets until it is told to forget, and from then on nothing: what is left
/// of a server's costs is not the store's.
final class ForgetfulStore implements Store {
  private final Store kept = new MemoryStore();
  private volatile boolean forgets;

  void forget() {
    forgets = true;
  }

  @Override
  public byte @Nullable [] get(Space space, byte[] key) {
    return kept.get(space, key);
  }

  @Override
  public void scan(Space space, byte[] from, byte[] to, Visitor visitor) {
    kept.scan(space, from, to, visitor);
  }

  @Override
  public void commit(Batch batch) {
    if (!forgets) {
      kept.commit(batch);
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
    throw new IOException("there is nothing to copy");
  }

  @Override
  public void clear() {
    kept.clear();
  }

  @Override
  public void close() {
    kept.close();
  }
}
