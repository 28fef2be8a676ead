package io.waybill.engine.journal;

import io.waybill.engine.partition.PartitionNumber;
import io.waybill.store.Batch;
import io.waybill.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/// The journal of a single machine: one thread that commits to the store all that arrived while the
/// last commit ran.
///
/// Several committing threads were rejected: measured, eight synced writers halve what one achieves
/// with merged batches.
public final class LocalJournal implements Journal {
  private record Pending(Batch batch, Completion completion) {}

  /// A commit's size is bounded, so that one large backlog of writes does not hold up all answers.
  private static final int COMMIT_BYTES_MAX = 8 << 20;

  private final Store store;
  private final ConcurrentLinkedQueue<Pending> pending = new ConcurrentLinkedQueue<>();
  private final ConcurrentLinkedQueue<Runnable> announced = new ConcurrentLinkedQueue<>();
  private final Thread committer;
  private volatile boolean parked;
  private volatile boolean closing;
  private volatile boolean closed;

  public LocalJournal(Store store) {
    this.store = store;
    this.committer = Thread.ofPlatform().name("waybill-commit").daemon().unstarted(this::run);
    committer.start();
  }

  @Override
  public void announce(Runnable ready) {
    announced.add(ready);
    wake();
  }

  @Override
  public void append(PartitionNumber partition, Batch batch, Completion completion) {
    pending.add(new Pending(batch, completion));
    wake();
  }

  private void wake() {
    if (parked) {
      LockSupport.unpark(committer);
    }
    if (closed) {
      refuseLate();
    }
  }

  /// What came after the last commit is told so: nobody would ever commit it.
  private void refuseLate() {
    for (Runnable ready = announced.poll(); ready != null; ready = announced.poll()) {
      ready.run();
    }
    for (Pending late = pending.poll(); late != null; late = pending.poll()) {
      late.completion.failed(new IllegalStateException("the journal is closed"));
    }
  }

  private void run() {
    List<Pending> group = new ArrayList<>();
    while (collect(group)) {
      commit(group);
      group.clear();
    }
    closed = true;
    refuseLate();
  }

  /// Waits for work and takes what is there. False when there is none and the journal closes.
  private boolean collect(List<Pending> group) {
    while (true) {
      callAnnounced();
      int bytes = 0;
      while (bytes < COMMIT_BYTES_MAX) {
        Pending next = pending.poll();
        if (next == null) {
          break;
        }
        group.add(next);
        bytes += next.batch.bytes().length;
      }
      if (!group.isEmpty()) {
        return true;
      }
      if (closing && announced.isEmpty()) {
        return false;
      }
      park();
    }
  }

  /// Whoever is about to bring more goes first: where cores are few, a commit that begins with the
  /// first of many writes holds one write, and the next one all the others.
  @SuppressWarnings("ThreadPriorityCheck") // a hint: without its effect commits are only smaller
  private void callAnnounced() {
    if (!announced.isEmpty()) {
      Thread.yield();
    }
    for (Runnable ready = announced.poll(); ready != null; ready = announced.poll()) {
      ready.run();
    }
  }

  private void park() {
    parked = true;
    if (pending.isEmpty() && announced.isEmpty() && !closing) {
      LockSupport.park(this);
    }
    parked = false;
  }

  private void commit(List<Pending> group) {
    try {
      store.commit(Batch.merged(group.stream().map(Pending::batch).toList()));
    } catch (RuntimeException | Error failure) {
      group.forEach(each -> each.completion.failed(failure));
      return;
    }
    group.forEach(each -> each.completion.durable());
  }

  @Override
  public void close() {
    closing = true;
    LockSupport.unpark(committer);
    boolean interrupted = false;
    while (committer.isAlive()) {
      try {
        committer.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
