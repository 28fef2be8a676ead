package io.waybill.sqs.decide;

import io.waybill.sqs.state.Attempts;
import io.waybill.sqs.state.InFlight;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.QueueKeys;
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
    long sequence = flight.sequence();
    @Nullable String group = flight.group();
    if (queue.isFifo() && group != null) {
      queue.groups().giveBack(group, sequence, attempts, step.transaction());
    } else {
      queue
          .returned()
          .append(new Returned.Entry(sequence, group != null, attempts), step.transaction());
    }
    queue.visibleAgain(flight.sentAt(), sequence, step.transaction());
    step.trail(queue, flight.messageId(), Trail.Event.RETURNED, flight.attempt());
  }

  /// Makes visible what is due, a bounded piece at a time.
  static void giveBackDue(Queue queue, int most, Step step) {
    for (int i = 0; i < most; i++) {
      InFlight next = queue.flight().next();
      boolean due =
          next != null
              && (next.visibleAt() <= step.now()
                  || next.sentAt() + queue.retentionMillis() <= step.now());
      if (!due) {
        return;
      }
      giveBack(queue, next, step);
    }
  }
}
