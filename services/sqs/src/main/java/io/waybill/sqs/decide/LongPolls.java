package io.waybill.sqs.decide;

import io.waybill.sqs.state.Delivery;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.Step;
import io.waybill.sqs.state.Waiter;
import java.util.List;

/// Answers parked receives: the one that has waited longest first, as soon as there is something
/// for it.
final class LongPolls {
  /// Where there is no room for large answers, one looks again this much later.
  private static final long NO_ROOM_MILLIS = 50;

  private LongPolls() {}

  static void serve(Queue queue, Step step) {
    queue.pollsDueAt(Long.MAX_VALUE);
    while (queue.visible() > 0) {
      Waiter waiter = queue.waiters().first();
      if (waiter == null) {
        return;
      }
      if (!waiter.answer().hasRoom()) {
        queue.pollsDueAt(step.now() + NO_ROOM_MILLIS);
        return;
      }
      long visibleBefore = queue.visible();
      long turnsBefore = queue.groups().ring().front();
      List<Delivery> got = ReceiveMessages.receive(queue, waiter, step);
      if (got.isEmpty()) {
        // What was of no use is gone, and one step does not look at all that stands behind it.
        if (queue.visible() < visibleBefore || queue.groups().ring().front() > turnsBefore) {
          queue.pollsDueAt(step.now());
        }
        return;
      }
      queue.waiters().remove(waiter);
      step.transaction().succeed(waiter.answer(), got);
    }
  }

  /// Answers with nothing those whose time is over.
  static void giveUp(Queue queue, Step step) {
    for (Waiter waiter : queue.waiters().takeDue(step.now())) {
      queue.metrics().emptyReceives++;
      step.transaction().succeed(waiter.answer(), List.of());
    }
  }
}
