package io.waybill.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// The scripts that benchmarks use.
final class Scripts {
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
    private static final byte[] HANDLE = "\"ReceiptHandle\":\"".getBytes(StandardCharsets.US_ASCII);

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
      int match = 0;
      for (int i = from; i < from + length; i++) {
        match = body[i] == HANDLE[match] ? match + 1 : 0;
        if (match == HANDLE.length) {
          int end = i + 1;
          while (body[end] != '"') {
            end++;
          }
          handles.add(new String(body, i + 1, end - i - 1, StandardCharsets.US_ASCII));
          match = 0;
        }
      }
    }
  }
}
