package io.waybill.sqs.decide;

import io.waybill.sqs.state.Message;
import io.waybill.sqs.state.MessageCodec;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.Step;
import io.waybill.sqs.state.Trail;

/// A message takes its place in a queue.
final class Arrival {
  private Arrival() {}

  /// Places `message` now, or when `delaySeconds` have passed.
  static void accept(Queue queue, Message message, int delaySeconds, Step step) {
    // Behind delayed messages a FIFO queue puts all that follow, so that none overtakes them.
    boolean wait = delaySeconds > 0 || (queue.isFifo() && queue.delayed().count() > 0);
    if (wait) {
      long due = step.now() + delaySeconds * 1000L;
      queue.delayed().add(message, due, queue.takeSequence(), step.transaction());
      step.trail(queue, message.id(), Trail.Event.DELAYED, delaySeconds);
    } else {
      place(queue, message, step);
    }
  }

  /// Makes `message` visible, behind all others.
  static void place(Queue queue, Message message, Step step) {
    long sequence = queue.takeSequence();
    byte[] bytes = MessageCodec.write(message);
    String group = message.groupId();
    if (group == null) {
      queue.fresh().appendAt(sequence, bytes, step.transaction());
    } else {
      queue.groups().add(group, sequence, bytes, step.transaction());
    }
    queue.placed(message.sentAt(), sequence, step.transaction());
  }
}
