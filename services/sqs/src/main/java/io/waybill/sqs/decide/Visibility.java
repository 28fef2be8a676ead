package io.waybill.sqs.decide;

import io.waybill.sqs.state.Attempts;
import io.waybill.sqs.state.InFlight;
import io.waybill.sqs.state.Message;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.Returned;
import io.waybill.sqs.state.Step;
import io.waybill.sqs.state.Trail;
import org.jspecify.annotations.Nullable;

/// Messages in flight become visible again.
final class Visibility {
  private Visibility() {}

  /// Message `flight` was not deleted in time, or its receiver gave it back.
  static void giveBack(Queue queue, InFlight flight, Step step) {
    queue.flight().remove(flight, step.transaction());
    if (flight.sentAt() + queue.retentionMillis() <= step.now()) {
      Removal.expired(queue, flight.sequence(), flight.group(), flight.messageId(), step);
      return;
    }
    Attempts attempts = new Attempts(flight.attempt(), flight.firstReceivedAt());
    place(queue, flight.sequence(), flight.group(), flight.sentAt(), attempts, step);
    step.trail(queue, flight.messageId(), Trail.Event.RETURNED, flight.attempt());
  }

  /// Message `sequence` was taken out of its line and goes back unchanged.
  static void putBack(Queue queue, long sequence, Message message, Attempts attempts, Step step) {
    place(queue, sequence, message.groupId(), message.sentAt(), attempts, step);
  }

  private static void place(
      Queue queue,
      long sequence,
      @Nullable String group,
      long sentAt,
      Attempts attempts,
      Step step) {
    if (queue.isFifo() && group != null) {
      queue.groups().giveBack(group, sequence, attempts, step.transaction());
    } else {
      queue
          .returned()
          .append(new Returned.Entry(sequence, group != null, attempts), step.transaction());
    }
    queue.visibleAgain(sentAt, sequence, step.transaction());
  }

  /// Makes visible what is due, a bounded piece at a time.
  static void giveBackDue(Queue queue, int most, Step step) {
    for (int i = 0; i < most; i++) {
      InFlight next = queue.flight().next();
      if (next == null || dueAt(queue, next) > step.now()) {
        return;
      }
      giveBack(queue, next, step);
    }
  }

  private static long dueAt(Queue queue, InFlight flight) {
    return Math.min(flight.visibleAt(), flight.sentAt() + queue.retentionMillis());
  }
}
