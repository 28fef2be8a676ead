package io.waybill.store.fault;

import io.waybill.store.Batch;
import io.waybill.store.MemoryStore;
import io.waybill.store.Space;
import io.waybill.store.Store;
import io.waybill.store.StoreFailure;
import io.waybill.store.StoreFailure.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/// A store in memory that fails as told and survives its own crashes. The same seed and the same
/// calls give the same run. Used by one thread.
///
/// A batch is lost whole or kept whole, never half. Relaxed, a commit returns before the batch is
/// durable, and a power cut loses some of the latest, never one before another that it keeps.
public final class FaultyStore implements Store {
  private static final int UNSYNCED_MAX = 64;

  private final Random random;
  private final boolean relaxed;
  private final List<Batch> unsynced = new ArrayList<>();
  private FaultSchedule schedule = FaultSchedule.NEVER;
  private MemoryStore durable = new MemoryStore();
  private MemoryStore visible = new MemoryStore();
  private @Nullable StoreFailure broken;
  private boolean full;
  private boolean open = true;
  private long commits;

  public FaultyStore(long seed) {
    this(seed, false);
  }

  public FaultyStore(long seed, boolean relaxed) {
    this.random = new Random(seed);
    this.relaxed = relaxed;
  }

  /// From now on commits fail as `schedule` says.
  public void schedule(FaultSchedule schedule) {
    this.schedule = schedule;
  }

  /// Fills the disk, or frees it.
  public void full(boolean full) {
    this.full = full;
  }

  /// How many commits were tried.
  public long commits() {
    return commits;
  }

  /// The machine loses power: what was not durable is lost, or some of it. [#reopen] follows.
  public void cutPower() {
    int kept = unsynced.isEmpty() ? 0 : random.nextInt(unsynced.size() + 1);
    unsynced.subList(0, kept).forEach(durable::commit);
    unsynced.clear();
    open = false;
  }

  /// The process is killed: what the kernel holds, it will still write. [#reopen] follows.
  public void kill() {
    sync();
    open = false;
  }

  /// Opens the store after a crash, a failure or a close, with what is durable.
  public void reopen() {
    if (open) {
      kill();
    }
    open = true;
    broken = null;
    visible = durable.copy();
  }

  @Override
  public byte @Nullable [] get(Space space, byte[] key) {
    checkOpen();
    return visible.get(space, key);
  }

  @Override
  public void scan(Space space, byte[] from, byte[] to, Visitor visitor) {
    checkOpen();
    visible.scan(space, from, to, visitor);
  }

  @Override
  public void commit(Batch batch) {
    checkOpen();
    batch.check();
    if (broken != null) {
      throw new StoreFailure(broken.kind(), "refused after: " + broken.getMessage(), broken);
    }
    Fault fault = full ? Fault.FULL : schedule.fault(commits);
    commits++;
    switch (fault) {
      case NONE -> keep(batch);
      case FULL -> throw new StoreFailure(Kind.DISK_FULL, "no room on the simulated disk");
      case LOST -> throw broke();
      case KEPT -> {
        sync();
        durable.commit(batch);
        throw broke();
      }
    }
  }

  private void keep(Batch batch) {
    visible.commit(batch);
    unsynced.add(batch);
    if (!relaxed || unsynced.size() > UNSYNCED_MAX) {
      sync();
    }
  }

  private void sync() {
    unsynced.forEach(durable::commit);
    unsynced.clear();
  }

  private StoreFailure broke() {
    StoreFailure failure = new StoreFailure(Kind.BROKEN, "the simulated disk failed to write");
    broken = failure;
    return failure;
  }

  @Override
  public Optional<String> failure() {
    return full
        ? Optional.of("no room on the simulated disk")
        : Optional.ofNullable(broken).map(StoreFailure::getMessage);
  }

  @Override
  public long sizeBytes() {
    return durable.sizeBytes();
  }

  @Override
  public void backup(Path target) throws IOException {
    visible.backup(target);
  }

  @Override
  public void clear() {
    checkOpen();
    visible.clear();
    durable.clear();
    unsynced.clear();
  }

  @Override
  public void close() {
    if (open) {
      sync();
      open = false;
    }
  }

  private void checkOpen() {
    if (!open) {
      throw new IllegalStateException("the store is closed");
    }
  }
}
