package io.waybill.runtime.api;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;

/// Brings what a connection's own thread hears to another that may wait for it. Bounded by its
/// feeder, who stops when it has enough and is told when there is room.
final class FedInput extends InputStream {
  private static final int ENOUGH_BYTES = 256 << 10;

  private final ArrayDeque<byte[]> pieces = new ArrayDeque<>();
  private final Runnable room;
  private int taken;
  private int waiting;
  private boolean enough;
  private boolean ended;

  /// @param room called when more may come after there was enough
  FedInput(Runnable room) {
    this.room = room;
  }

  /// Takes a piece, which is not changed any more. True where that is enough for now.
  synchronized boolean feed(byte[] piece) {
    if (piece.length > 0) {
      pieces.add(piece);
      waiting += piece.length;
      notifyAll();
    }
    enough = waiting > ENOUGH_BYTES;
    return enough;
  }

  /// Nothing more will come.
  synchronized void end() {
    ended = true;
    notifyAll();
  }

  @Override
  public int read() throws InterruptedIOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws InterruptedIOException {
    int got;
    boolean isRoom;
    synchronized (this) {
      await();
      byte[] first = pieces.peek();
      if (first == null) {
        return -1;
      }
      got = Math.min(length, first.length - taken);
      System.arraycopy(first, taken, into, offset, got);
      taken += got;
      waiting -= got;
      if (taken == first.length) {
        pieces.remove();
        taken = 0;
      }
      isRoom = enough && waiting <= ENOUGH_BYTES / 2;
      enough &= !isRoom;
    }
    if (isRoom) {
      room.run();
    }
    return got;
  }

  private void await() throws InterruptedIOException {
    try {
      while (pieces.isEmpty() && !ended) {
        wait();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the call was given up");
    }
  }

  /// All that nobody has read.
  synchronized byte[] rest() {
    ByteArrayOutputStream rest = new ByteArrayOutputStream(waiting);
    for (byte[] piece : pieces) {
      rest.write(piece, taken, piece.length - taken);
      taken = 0;
    }
    pieces.clear();
    waiting = 0;
    return rest.toByteArray();
  }
}
