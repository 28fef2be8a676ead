package io.waybill.engine.partition;

import io.waybill.core.Bytes;
import io.waybill.engine.gateway.Answer;
import io.waybill.shapes.Refusal;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntFunction;

/// What one partition hands to others, exactly once and in order, whatever crashes.
///
/// The sender keeps each item, numbered for its target, until the target has made it durable; the
/// target keeps the highest number it took from each sender and ignores what it has seen. An atomic
/// commit over two partitions was rejected: it would tie their logs together, and they shall be
/// able to live on different machines.
///
/// Keys, behind the partition's number and program 0: `N target` next number; `O target number` an
/// item under way; `I source` highest number taken.
final class Transfers {
  private static final long RETRY_MILLIS = 1_000;
  private static final int ENGINE = 0;

  enum Arrival {
    NEXT,
    SEEN,
    EARLY
  }

  private record Item(long number, int program, byte[] payload) {}

  private static final class Outbound {
    long lastNumber;

    /// Items above are not durable here yet: were one sent and then lost in a crash, its number
    /// would be used again, and the target would take the next item for one that it has seen.
    long durableUpTo;

    final Deque<Item> underWay = new ArrayDeque<>();
    long retryAt = Long.MAX_VALUE;
  }

  private final PartitionNumber self;
  private final IntFunction<Partition> peers;
  private final Map<Integer, Outbound> outbound = new HashMap<>();
  private final Map<Integer, Long> inbound = new HashMap<>();

  Transfers(PartitionNumber self, IntFunction<Partition> peers) {
    this.self = self;
    this.peers = peers;
  }

  void load(View view) {
    outbound.clear();
    inbound.clear();
    view.scan(
        key('I').array(),
        key('J').array(),
        (key, value) -> {
          inbound.put(
              (int) ByteBuffer.wrap(key).getShort(4) & 0xffff, ByteBuffer.wrap(value).getLong(1));
          return true;
        });
    view.scan(
        key('N').array(),
        key('O').array(),
        (key, value) -> {
          Outbound out = to(ByteBuffer.wrap(key).getShort(4) & 0xffff);
          out.lastNumber = ByteBuffer.wrap(value).getLong(1);
          out.durableUpTo = out.lastNumber;
          return true;
        });
    view.scan(
        key('O').array(),
        key('P').array(),
        (key, value) -> {
          ByteBuffer at = ByteBuffer.wrap(key);
          byte[] payload = new byte[value.length - 2];
          System.arraycopy(value, 2, payload, 0, payload.length);
          to(at.getShort(4) & 0xffff)
              .underWay
              .add(new Item(at.getLong(6), value[1] & 0xff, payload));
          return true;
        });
  }

  void send(PartitionNumber target, int program, byte[] payload, Transaction transaction) {
    Outbound out = to(target.value());
    Item item = new Item(++out.lastNumber, program, payload);
    transaction.put(
        key('N').putShort((short) target.value()).array(),
        Bytes.versioned(1, 8).putLong(item.number).array());
    transaction.put(
        itemKey(target.value(), item.number),
        ByteBuffer.allocate(payload.length + 2)
            .put((byte) 1)
            .put((byte) program)
            .put(payload)
            .array());
    out.underWay.add(item);
    transaction.afterCommit(() -> {
      out.durableUpTo = Math.max(out.durableUpTo, item.number);
      deliver(target, item);
    });
  }

  private void deliver(PartitionNumber target, Item item) {
    Partition sender = peers.apply(self.value());
    peers
        .apply(target.value())
        .receive(
            self,
            item.number,
            item.program,
            item.payload,
            new Answer<>() {
              @Override
              public void succeed(Long number) {
                sender.transferred(target, number);
              }

              @Override
              public void refuse(Refusal refusal) {
                sender.transferFailed(target);
              }

              @Override
              public void fail(Throwable cause) {
                sender.transferFailed(target);
              }
            });
  }

  /// When something that failed to arrive is sent again.
  long retryDue() {
    long due = Long.MAX_VALUE;
    for (Outbound out : outbound.values()) {
      due = Math.min(due, out.retryAt);
    }
    return due;
  }

  void sendAgain() {
    outbound.forEach((target, out) -> {
      out.retryAt = Long.MAX_VALUE;
      for (Item item : out.underWay) {
        if (item.number <= out.durableUpTo) {
          deliver(new PartitionNumber(target), item);
        }
      }
    });
  }

  void failed(PartitionNumber target, long nowMillis) {
    Outbound out = to(target.value());
    if (!out.underWay.isEmpty()) {
      // The earlier time stays: every transfer behind the one that failed comes too early, and a
      // busy sender would otherwise put the retry off for ever.
      out.retryAt = Math.min(out.retryAt, nowMillis + RETRY_MILLIS);
    }
  }

  void done(PartitionNumber target, long number, Transaction transaction) {
    Outbound out = to(target.value());
    while (!out.underWay.isEmpty() && out.underWay.getFirst().number <= number) {
      transaction.delete(itemKey(target.value(), out.underWay.removeFirst().number));
    }
  }

  Arrival arrival(PartitionNumber source, long number) {
    long last = inbound.getOrDefault(source.value(), 0L);
    if (number <= last) {
      return Arrival.SEEN;
    }
    return number == last + 1 ? Arrival.NEXT : Arrival.EARLY;
  }

  void arrived(PartitionNumber source, long number, Transaction transaction) {
    inbound.put(source.value(), number);
    transaction.put(
        key('I').putShort((short) source.value()).array(),
        Bytes.versioned(1, 8).putLong(number).array());
  }

  private Outbound to(int target) {
    return outbound.computeIfAbsent(target, any -> new Outbound());
  }

  private ByteBuffer key(char kind) {
    return key(kind, kind == 'O' ? 10 : 2);
  }

  private ByteBuffer key(char kind, int more) {
    return ByteBuffer.allocate(4 + more)
        .putShort((short) self.value())
        .put((byte) ENGINE)
        .put((byte) kind);
  }

  private byte[] itemKey(int target, long number) {
    return key('O', 10).putShort((short) target).putLong(number).array();
  }
}
