package io.waybill.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// The scripts that benchmarks use.
final class Scripts {
  private static final byte[] HANDLE = "\"ReceiptHandle\":\"".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] FAILED = "\"Code\":\"".getBytes(StandardCharsets.US_ASCII);

  private Scripts() {}

  /// The same request again and again.
  static Script repeat(byte[] request) {
    return new Script() {
      @Override
      public byte[] next() {
        return request;
      }

      @Override
      public void answered(int status, byte[] body, int from, int length) {}
    };
  }

  /// Requests made from numbers that all connections share, until `last`.
  static Script numbered(AtomicLong numbers, long last, LongFunction<byte[]> request) {
    return new Script() {
      @Override
      public byte @Nullable [] next() {
        long number = numbers.getAndIncrement();
        return number >= last ? null : request.apply(number);
      }

      @Override
      public void answered(int status, byte[] body, int from, int length) {}
    };
  }

  /// Sends a message, receives one, deletes it; again and again, or until a receive finds nothing
  /// where `drain` is set.
  static final class Cycle implements Script {
    private final LongFunction<byte[]> send;
    private final AtomicLong numbers;
    private final byte[] receive;
    private final String queue;
    private final ArrayDeque<String> handles = new ArrayDeque<>();
    private final AtomicLong cycles;
    private boolean sent;

    Cycle(String queue, AtomicLong numbers, AtomicLong cycles, LongFunction<byte[]> send) {
      this.queue = queue;
      this.numbers = numbers;
      this.cycles = cycles;
      this.send = send;
      this.receive = Requests.receive(queue, 1, 0);
    }

    @Override
    public byte[] next() {
      String handle = handles.poll();
      if (handle != null) {
        cycles.incrementAndGet();
        return Requests.delete(queue, handle);
      }
      sent = !sent;
      return sent ? send.apply(numbers.getAndIncrement()) : receive;
    }

    @Override
    public void answered(int status, byte[] body, int from, int length) {
      texts(HANDLE, body, from, length, handles);
    }
  }

  /// Sends a batch of 10, receives until it has had as many messages as it sent, and deletes each
  /// batch that it receives; again and again. Receives wait, as those of a client would. When the
  /// time is over it deletes what it has received, so that no group stays blocked.
  static final class Flow implements Script {
    private static final int BATCH = 10;

    private final String queue;
    private final LongFunction<byte[]> send;
    private final Flowed flowed;
    private final byte[] receive;
    private final List<String> handles = new ArrayList<>();
    private int deleting;
    private int owed;

    /// @param send a batch of 10 that begins with the message of this number
    Flow(String queue, Flowed flowed, LongFunction<byte[]> send) {
      this.queue = queue;
      this.flowed = flowed;
      this.send = send;
      this.receive = Requests.receive(queue, BATCH, 1);
    }

    @Override
    public byte @Nullable [] next() {
      if (!handles.isEmpty()) {
        deleting = handles.size();
        owed -= deleting;
        byte[] delete = Requests.deleteBatch(queue, handles);
        handles.clear();
        return delete;
      }
      if (flowed.isOver()) {
        return null;
      }
      if (owed <= 0) {
        owed += BATCH;
        return send.apply(flowed.numbers.getAndAdd(BATCH));
      }
      flowed.receives.incrementAndGet();
      return receive;
    }

    @Override
    public void answered(int status, byte[] body, int from, int length) {
      List<String> failed = new ArrayList<>();
      texts(FAILED, body, from, length, failed);
      flowed.failed.addAndGet(failed.size());
      flowed.deleted.addAndGet(deleting);
      if (!flowed.isOver()) {
        flowed.inTime.addAndGet(deleting);
      }
      deleting = 0;
      texts(HANDLE, body, from, length, handles);
    }
  }

  /// Receives batches and deletes them until nothing is left.
  static final class Drain implements Script {
    private final String queue;
    private final byte[] receive;
    private final AtomicLong left;
    private final List<String> handles = new ArrayList<>();

    /// @param left how many messages there are to delete, for all connections together
    Drain(String queue, AtomicLong left) {
      this.queue = queue;
      this.left = left;
      this.receive = Requests.receive(queue, 10, 0);
    }

    @Override
    public byte @Nullable [] next() {
      if (!handles.isEmpty()) {
        left.addAndGet(-handles.size());
        byte[] delete = Requests.deleteBatch(queue, handles);
        handles.clear();
        return delete;
      }
      return left.get() <= 0 ? null : receive;
    }

    @Override
    public void answered(int status, byte[] body, int from, int length) {
      texts(HANDLE, body, from, length, handles);
    }
  }

  /// What all connections of a flow have done together.
  ///
  /// @param untilNanos when the time is over
  /// @param numbers the number of the next message
  /// @param inTime messages that were deleted before the time was over
  /// @param failed entries of batches that were refused
  record Flowed(
      long untilNanos,
      AtomicLong numbers,
      AtomicLong receives,
      AtomicLong deleted,
      AtomicLong inTime,
      AtomicLong failed) {
    static Flowed from(long number, double seconds) {
      return new Flowed(
          System.nanoTime() + (long) (seconds * 1e9),
          new AtomicLong(number),
          new AtomicLong(),
          new AtomicLong(),
          new AtomicLong(),
          new AtomicLong());
    }

    boolean isOver() {
      return System.nanoTime() - untilNanos > 0;
    }
  }

  /// Adds to `texts` each text in a JSON body that begins with `start`.
  private static void texts(
      byte[] start, byte[] body, int from, int length, Collection<String> texts) {
    int match = 0;
    for (int i = from; i < from + length; i++) {
      match = body[i] == start[match] ? match + 1 : 0;
      if (match == start.length) {
        int end = i + 1;
        while (body[end] != '"') {
          end++;
        }
        texts.add(new String(body, i + 1, end - i - 1, StandardCharsets.US_ASCII));
        match = 0;
      }
    }
  }
}
