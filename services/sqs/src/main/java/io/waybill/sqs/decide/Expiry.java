package io.waybill.sqs.decide;

import io.waybill.sqs.state.InFlight;
import io.waybill.sqs.state.Lane;
import io.waybill.sqs.state.Message;
import io.waybill.sqs.state.MessageCodec;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.QueueKeys;
import io.waybill.sqs.state.Returned;
import io.waybill.sqs.state.Step;
import java.util.ArrayList;
import java.util.List;

/// Drops visible messages whose retention period is over, a bounded piece at a time.
///
/// Messages stand in the order in which they were sent, so only the front of each line is looked
/// at; those that came out of order (returned, or moved here from another queue) have an index of
/// their own.
final class Expiry {
  private final Queue queue;
  private final Step step;
  private final long sentBefore;

  /// One step looks at most at so many messages of groups that are in flight or among the returned
  /// ones, which it leaves alone.
  private static final int PASSED_MAX = 1_000;

  private int left;
  private long oldest = Long.MAX_VALUE;

  private Expiry(Queue queue, int most, Step step) {
    this.queue = queue;
    this.step = step;
    this.sentBefore = step.now() - queue.retentionMillis();
    this.left = most;
  }

  static void drop(Queue queue, int most, Step step) {
    if (queue.oldestSentAt() > step.now() - queue.retentionMillis()) {
      return;
    }
    Expiry expiry = new Expiry(queue, most, step);
    expiry.dropFresh();
    expiry.dropGrouped();
    expiry.dropOutOfOrder();
    if (expiry.left > 0) {
      queue.oldestSentAt(expiry.oldest);
    }
    queue.save(step.transaction());
  }

  private void dropFresh() {
    while (left > 0) {
      Lane.Entry entry = queue.fresh().peek(step.transaction());
      if (entry == null) {
        return;
      }
      Message message = MessageCodec.read(entry.value());
      if (message.sentAt() > sentBefore) {
        oldest = Math.min(oldest, message.sentAt());
        return;
      }
      queue.fresh().skip();
      queue.hidden();
      Removal.expired(queue, entry.number(), null, message.id(), step);
      left--;
    }
  }

  /// Behind the front no message of a group is visible in its first place. Those in flight are
  /// looked at when they come back; those that are among the returned ones have the index.
  private void dropGrouped() {
    List<Long> gone = new ArrayList<>();
    List<Message> messages = new ArrayList<>();
    long[] front = {queue.takenSequences()};
    int[] passed = {0};
    step.transaction()
        .scan(
            queue.keys().numbered(QueueKeys.GROUPED, queue.groupedFront()),
            queue.keys().end(QueueKeys.GROUPED),
            (key, value) -> {
              long sequence = QueueKeys.number(key);
              if (gone.size() >= left || passed[0] >= PASSED_MAX) {
                left = gone.size();
                front[0] = sequence;
                return false;
              }
              if (MessageCodec.sentAt(value) > sentBefore) {
                oldest = Math.min(oldest, MessageCodec.sentAt(value));
                front[0] = sequence;
                return false;
              }
              if (queue.flight().contains(sequence) || isReturned(sequence)) {
                passed[0]++;
              } else {
                gone.add(sequence);
                messages.add(MessageCodec.read(value));
              }
              return true;
            });
    for (int i = 0; i < gone.size(); i++) {
      Message message = messages.get(i);
      queue.hidden();
      if (!queue.isFifo() && message.groupId() != null) {
        queue.groups().remove(message.groupId(), gone.get(i), step.transaction());
      }
      Removal.expired(queue, gone.get(i), message.groupId(), message.id(), step);
    }
    left -= gone.size();
    queue.groupedFront(front[0]);
  }

  private boolean isReturned(long sequence) {
    return !queue.isFifo() && queue.returned().find(sequence, step.transaction()) != null;
  }

  private void dropOutOfOrder() {
    List<byte[]> due = new ArrayList<>();
    step.transaction()
        .scan(
            queue.keys().first(QueueKeys.OUT_OF_ORDER),
            queue.keys().end(QueueKeys.OUT_OF_ORDER),
            (key, value) -> {
              if (QueueKeys.millis(key) > sentBefore) {
                oldest = Math.min(oldest, QueueKeys.millis(key));
                return false;
              }
              due.add(key);
              return due.size() < left;
            });
    for (byte[] key : due) {
      step.transaction().delete(key);
      dropOne(QueueKeys.number(key));
    }
    left -= due.size();
  }

  private void dropOne(long sequence) {
    InFlight flight = queue.flight().get(sequence);
    if (flight != null) {
      return;
    }
    Returned.Entry entry = queue.returned().find(sequence, step.transaction());
    if (entry != null) {
      queue.returned().remove(sequence, step.transaction());
      char kind = entry.grouped() ? QueueKeys.GROUPED : QueueKeys.FRESH;
      Message message = Bodies.read(queue, kind, sequence, step);
      queue.hidden();
      Removal.expired(queue, sequence, message.groupId(), message.id(), step);
    } else if (!dropPlaced(QueueKeys.FRESH, sequence)) {
      dropPlaced(QueueKeys.GROUPED, sequence);
    }
  }

  private boolean dropPlaced(char kind, long sequence) {
    byte[] value = step.transaction().get(queue.keys().numbered(kind, sequence));
    if (value == null) {
      return false;
    }
    Message message = MessageCodec.read(value);
    String group = message.groupId();
    if (group == null) {
      queue.fresh().remove(sequence, step.transaction());
    } else if (!queue.isFifo()) {
      queue.groups().remove(group, sequence, step.transaction());
    }
    queue.hidden();
    Removal.expired(queue, sequence, group, message.id(), step);
    return true;
  }
}
