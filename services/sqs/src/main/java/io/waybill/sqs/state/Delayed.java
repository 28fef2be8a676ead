package io.waybill.sqs.state;

import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.util.ArrayList;
import java.util.List;

/// Messages that are not visible yet, by the time at which they will be: an index of due times,
/// none of it in memory.
///
/// On a FIFO queue the index is in the order of sending and holds the time of it, and the queue's
/// present delay is added when it is read. AWS (SetQueueAttributes): for FIFO queues a changed
/// delay also acts on the messages that are in the queue. Ordering them by time was rejected: a
/// clock that was set back between two runs would turn the order round.
public final class Delayed {
  private final QueueKeys keys;
  private final boolean fifo;
  private long count;

  /// No entry's key begins with a lower number: the first one's due time, or its place on a FIFO
  /// queue.
  private long first;

  /// The time in the first entry; Long.MAX_VALUE when there is none.
  private long earliest = Long.MAX_VALUE;

  Delayed(QueueKeys keys, boolean fifo, long count, View view) {
    this.keys = keys;
    this.fifo = fifo;
    this.count = count;
    if (count > 0) {
      findFirst(0, view);
    }
  }

  public long count() {
    return count;
  }

  /// Keeps `message` until `dueMillis`.
  ///
  /// @param number orders messages of the same time
  public void add(Message message, long dueMillis, long number, Transaction transaction) {
    long place = fifo ? number : dueMillis;
    long rest = fifo ? message.sentAt() : number;
    transaction.put(keys.timed(QueueKeys.DELAYED, place, rest), MessageCodec.write(message));
    if (count == 0 || place < first) {
      first = place;
      earliest = fifo ? message.sentAt() : dueMillis;
    }
    count++;
  }

  /// When the next message becomes visible, given the queue's present delay.
  long nextDue(long queueDelayMillis) {
    return earliest == Long.MAX_VALUE ? Long.MAX_VALUE : earliest + (fifo ? queueDelayMillis : 0);
  }

  /// Takes out up to `most` messages that are due.
  public List<Message> take(
      long nowMillis, long queueDelayMillis, int most, Transaction transaction) {
    long upTo = nowMillis - (fifo ? queueDelayMillis : 0);
    List<byte[]> taken = new ArrayList<>();
    List<Message> messages = new ArrayList<>();
    if (earliest > upTo) {
      return messages;
    }
    transaction.scan(
        keys.timed(QueueKeys.DELAYED, first, 0),
        keys.end(QueueKeys.DELAYED),
        (key, value) -> {
          if (time(key) > upTo) {
            return false;
          }
          taken.add(key);
          messages.add(MessageCodec.read(value));
          return taken.size() < most;
        });
    taken.forEach(transaction::delete);
    count -= taken.size();
    findFirst(taken.isEmpty() ? first : QueueKeys.millis(taken.getLast()), transaction);
    return messages;
  }

  public void clear(Transaction transaction) {
    transaction.deleteRange(keys.first(QueueKeys.DELAYED), keys.end(QueueKeys.DELAYED));
    count = 0;
    earliest = Long.MAX_VALUE;
  }

  /// The time in an entry's key.
  private long time(byte[] key) {
    return fifo ? QueueKeys.number(key) : QueueKeys.millis(key);
  }

  private void findFirst(long from, View view) {
    earliest = Long.MAX_VALUE;
    view.scan(
        keys.timed(QueueKeys.DELAYED, from, 0),
        keys.end(QueueKeys.DELAYED),
        (key, value) -> {
          first = QueueKeys.millis(key);
          earliest = time(key);
          return false;
        });
  }
}
