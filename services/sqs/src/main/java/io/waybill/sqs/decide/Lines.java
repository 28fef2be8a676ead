package io.waybill.sqs.decide;

import io.waybill.sqs.state.Attempts;
import io.waybill.sqs.state.Groups;
import io.waybill.sqs.state.Lane;
import io.waybill.sqs.state.Message;
import io.waybill.sqs.state.MessageCodec;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.QueueKeys;
import io.waybill.sqs.state.Returned;
import io.waybill.sqs.state.Step;

/// Takes visible messages out of their lines, in the order in which they shall be received.
///
/// On a standard queue three lines take turns, so that none starves another: messages that
/// returned, fresh ones, and those of groups, where the groups take turns too. Expired messages are
/// dropped on the way.
final class Lines {
  /// One step takes at most so many messages out, however many of them are of no use.
  private static final int LOOKED_MAX = 1_000;

  /// One step takes no more out when it has come to so many bytes of bodies: more than ten messages
  /// can have.
  private static final long LOOKED_BYTES_MAX = 16 << 20;

  /// So many of a group are taken before the bounds are looked at again.
  private static final int GROUPED_AT_ONCE_MAX = 10;

  /// Who gets the messages. What it gets is in no line any more.
  interface Taker {
    /// Whether it can take more now. Asked between messages, or between pieces of a group.
    default boolean hasRoom() {
      return true;
    }

    /// Takes one message, and answers whether it counts.
    boolean take(long sequence, Message message, Attempts attempts);
  }

  private final Queue queue;
  private final Step step;
  private final Taker taker;
  private int left;
  private long bytes;

  private Lines(Queue queue, int wanted, Taker taker, Step step) {
    this.queue = queue;
    this.step = step;
    this.taker = taker;
    this.left = wanted;
  }

  /// Gives `taker` messages until `wanted` of them have counted, or there are no more. Answers
  /// whether there may be more, because it ended at a bound of its own.
  static boolean take(Queue queue, int wanted, Taker taker, Step step) {
    Lines lines = new Lines(queue, wanted, taker, step);
    int looked = 0;
    int more = -1;
    while (more != 0 && lines.left > 0 && lines.mayLook(looked) && lines.mayTake()) {
      more = queue.isFifo() ? lines.ofGroups(lines.left) : lines.inTurn();
      looked += more;
    }
    if (looked > 0) {
      queue.save(step.transaction());
    }
    return lines.left > 0 && !lines.mayLook(looked);
  }

  private boolean mayTake() {
    return queue.visible() > 0 && taker.hasRoom();
  }

  private boolean mayLook(int looked) {
    return looked < LOOKED_MAX && bytes < LOOKED_BYTES_MAX;
  }

  private int inTurn() {
    if (queue.takeTurn()) {
      int looked = ofReturned();
      return looked > 0 ? looked : ofFreshAndGroups();
    }
    int looked = ofFreshAndGroups();
    return looked > 0 ? looked : ofReturned();
  }

  private int ofFreshAndGroups() {
    if (!queue.groups().ring().mayHaveMore()) {
      return ofFresh();
    }
    // While nobody is outside the groups, the groups may have it all.
    int looked = ofGroups(queue.fresh().mayHaveMore() ? 1 : left);
    return left > 0 ? looked + ofFresh() : looked;
  }

  private int ofFresh() {
    Lane.Entry entry = queue.fresh().peek(step.transaction());
    if (entry == null) {
      return 0;
    }
    queue.fresh().skip();
    hand(entry.number(), MessageCodec.read(entry.value()), Attempts.NONE);
    return 1;
  }

  private int ofReturned() {
    Returned.Entry entry = queue.returned().take(step.transaction());
    if (entry == null) {
      return 0;
    }
    char kind = entry.grouped() ? QueueKeys.GROUPED : QueueKeys.FRESH;
    Message message = Bodies.read(queue, kind, entry.sequence(), step);
    hand(entry.sequence(), message, entry.attempts());
    return 1;
  }

  private int ofGroups(int most) {
    Groups.Taken taken =
        queue.groups().take(Math.min(most, GROUPED_AT_ONCE_MAX), step.transaction());
    for (Groups.Member member : taken.members()) {
      Message message = Bodies.read(queue, QueueKeys.GROUPED, member.sequence(), step);
      hand(member.sequence(), message, member.attempts());
    }
    return taken.members().size() + taken.passed();
  }

  private void hand(long sequence, Message message, Attempts attempts) {
    queue.hidden();
    bytes += message.body().length;
    if (message.sentAt() + queue.retentionMillis() <= step.now()) {
      Removal.expired(queue, sequence, message.groupId(), message.id(), step);
    } else if (taker.take(sequence, message, attempts)) {
      left--;
    }
  }
}
