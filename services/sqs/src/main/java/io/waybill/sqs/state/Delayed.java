package io.waybill.sqs.state;

import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.util.ArrayList;
import java.util.List;

/// Messages that are not visible yet, by the time at which they will be: an index of due times,
/// none of it in memory.
///
/// On a FIFO queue the index holds the time of sending, and the queue's present delay is added when
/// it is read. AWS (SetQueueAttributes): for FIFO queues a changed delay also acts on the messages
/// that are in the queue.
public final class Delayed {
  private final QueueKeys keys;
  private final boolean fifo;
  private long count;

  /// No entry has an earlier time; Long.MAX_VALUE when there is none.
  private long earliest = Long.MAX_VALUE;

  Delayed(QueueKeys keys, boolean fifo, long count, View view) {
    this.keys = keys;
    this.fifo = fifo;
    this.count = count;
    if (count > 0) {
      findEarliest(0, view);
    }
  }

  public long count() {
    return count;
  }

  /// Keeps `message` until `dueMillis`.
  ///
  /// @param number orders messages of the same time
  public void add(Message message, long dueMillis, long number, Transaction transaction) {
    long time = fifo ? message.sentAt() : dueMillis;
    transaction.put(keys.timed(QueueKeys.DELAYED, time, number), MessageCodec.write(message));
    earliest = Math.min(earliest, time);
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
        keys.timed(QueueKeys.DELAYED, earliest, 0),
        keys.timed(QueueKeys.DELAYED, upTo + 1, 0),
        (key, value) -> {
          taken.add(key);
          messages.add(MessageCodec.read(value));
          return taken.size() < most;
        });
    taken.forEach(transaction::delete);
    count -= taken.size();
    findEarliest(taken.isEmpty() ? upTo : QueueKeys.millis(taken.getLast()), transaction);
    return messages;
  }

  public void clear(Transaction transaction) {
    transaction.deleteRange(keys.first(QueueKeys.DELAYED), keys.end(QueueKeys.DELAYED));
    count = 0;
    earliest = Long.MAX_VALUE;
  }

  private void findEarliest(long from, View view) {
    earliest = Long.MAX_VALUE;
    view.scan(
        keys.timed(QueueKeys.DELAYED, from, 0),
        keys.end(QueueKeys.DELAYED),
        (key, value) -> {
          earliest = QueueKeys.millis(key);
          return false;
        });
  }
}
