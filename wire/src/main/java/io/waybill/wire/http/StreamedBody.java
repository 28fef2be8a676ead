package io.waybill.wire.http;

import java.util.ArrayDeque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// What an answer's pieces wait in between who makes them and the event loop that sends them: no
/// more than `WAITING_BYTES` and one piece.
final class StreamedBody implements HttpPieces {
  static final int WAITING_BYTES = 256 << 10;

  private final Runnable wake;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition room = lock.newCondition();
  private final ArrayDeque<byte[]> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private boolean ended;
  private boolean broken;
  private boolean gone;

  /// @param wake has the loop look here soon; any thread
  StreamedBody(Runnable wake) {
    this.wake = wake;
  }

  @Override
  public boolean write(byte[] bytes) throws InterruptedException {
    if (bytes.length == 0) {
      return true;
    }
    lock.lockInterruptibly();
    try {
      while (waitingBytes >= WAITING_BYTES && isWanted()) {
        room.await();
      }
      if (!isWanted()) {
        return false;
      }
      waiting.add(bytes);
      waitingBytes += bytes.length;
    } finally {
      lock.unlock();
    }
    wake.run();
    return true;
  }

  @Override
  public void end() {
    lock.lock();
    try {
      ended = true;
      room.signalAll();
    } finally {
      lock.unlock();
    }
    wake.run();
  }

  @Override
  public void breakOff() {
    lock.lock();
    try {
      broken = true;
      room.signalAll();
    } finally {
      lock.unlock();
    }
    wake.run();
  }

  /// The piece to send next; null where none is ready.
  byte @Nullable [] next() {
    lock.lock();
    try {
      byte[] piece = waiting.poll();
      if (piece != null) {
        waitingBytes -= piece.length;
        room.signalAll();
      }
      return piece;
    } finally {
      lock.unlock();
    }
  }

  /// Whether every piece was taken, and no other comes.
  boolean isOver() {
    lock.lock();
    try {
      return ended && waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /// Whether what was taken is all that there will be, and it is not whole.
  boolean isBroken() {
    lock.lock();
    try {
      return broken && waiting.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /// Whether a further piece would be sent. Under the lock.
  private boolean isWanted() {
    return !gone && !ended && !broken;
  }

  /// The caller has gone away: nothing is kept, and who makes pieces is told.
  void gone() {
    lock.lock();
    try {
      gone = true;
      waiting.clear();
      waitingBytes = 0;
      room.signalAll();
    } finally {
      lock.unlock();
    }
  }
}
