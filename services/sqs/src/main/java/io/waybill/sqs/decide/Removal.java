package io.waybill.sqs.decide;

import io.waybill.sqs.state.InFlight;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.QueueKeys;
import io.waybill.sqs.state.Step;
import io.waybill.sqs.state.Trail;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message leaves its queue.
final class Removal {
  private Removal() {}

  /// Removes what is stored of message `sequence`, which is neither in flight nor among the
  /// returned ones.
  static void erase(Queue queue, long sequence, @Nullable String group, Step step) {
    char kind = group == null ? QueueKeys.FRESH : QueueKeys.GROUPED;
    step.transaction().delete(queue.keys().numbered(kind, sequence));
    if (group != null && queue.isFifo()) {
      queue.groups().remove(group, sequence, step.transaction());
    }
  }

  static void expired(Queue queue, long sequence, @Nullable String group, UUID id, Step step) {
    erase(queue, sequence, group, step);
    queue.metrics().expired++;
    step.trail(queue, id, Trail.Event.EXPIRED, 0);
  }

  static void deleted(Queue queue, InFlight message, Step step) {
    queue.flight().remove(message, step.transaction());
    erase(queue, message.sequence(), message.group(), step);
    queue.metrics().deleted++;
    step.trail(queue, message.messageId(), Trail.Event.DELETED, 0);
  }
}
