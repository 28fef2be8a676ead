package io.waybill.sqs.decide;

import io.waybill.sqs.state.Attempts;
import io.waybill.sqs.state.Message;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.Shipment;
import io.waybill.sqs.state.Step;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// How a message changes when it goes from one queue to another.
final class Travel {
  private Travel() {}

  /// `message` as it leaves `queue` for its dead-letter queue.
  static Message givenUp(Queue queue, Message message, Attempts attempts) {
    long first =
        message.firstReceivedAt() == 0 ? attempts.firstReceivedAt() : message.firstReceivedAt();
    return changed(
        message,
        message.sequenceNumber(),
        message.id(),
        message.sentAt(),
        message.deduplicationId(),
        queue.definition().arn().toString(),
        message.receivedBefore() + attempts.count(),
        first);
  }

  /// `message` with how often it was received in the queue that it leaves: should it come back, its
  /// count must not be lower than before.
  static Message counted(Message message, Attempts attempts) {
    return changed(
        message,
        message.sequenceNumber(),
        message.id(),
        message.sentAt(),
        message.deduplicationId(),
        message.deadLetterSource(),
        message.receivedBefore() + attempts.count(),
        message.firstReceivedAt() == 0 ? attempts.firstReceivedAt() : message.firstReceivedAt());
  }

  /// The message of `shipment` as it arrives in `queue`.
  static Message arriving(Queue queue, Shipment shipment, Step step) {
    Message message = shipment.message();
    return switch (shipment.kind()) {
      case DEAD_LETTER -> queue.isFifo() ? anewInOrder(queue, message, step) : message;
      // AWS (dead-letter queue redrive): a moved message is a new one, with an id and a time of
      // sending of its own.
      case MOVE ->
          changed(
              message,
              queue.isFifo() ? queue.takeSequence() : 0,
              step.stamp().uuid(),
              step.now(),
              message.deduplicationId(),
              null,
              0,
              0);
      // It comes back behind all others, so its number must not say that it stands before them.
      case BOUNCE -> queue.isFifo() ? renumbered(queue, message) : message;
    };
  }

  /// AWS (dead-letter queues): a FIFO queue sets the time of sending anew, and the message's id
  /// takes the place of its deduplication id, so that two messages that shared one are both kept.
  private static Message anewInOrder(Queue queue, Message message, Step step) {
    return changed(
        message,
        queue.takeSequence(),
        message.id(),
        step.now(),
        message.id().toString(),
        message.deadLetterSource(),
        message.receivedBefore(),
        message.firstReceivedAt());
  }

  private static Message renumbered(Queue queue, Message message) {
    return changed(
        message,
        queue.takeSequence(),
        message.id(),
        message.sentAt(),
        message.deduplicationId(),
        message.deadLetterSource(),
        message.receivedBefore(),
        message.firstReceivedAt());
  }

  private static Message changed(
      Message message,
      long sequenceNumber,
      UUID id,
      long sentAt,
      @Nullable String deduplicationId,
      @Nullable String deadLetterSource,
      int receivedBefore,
      long firstReceivedAt) {
    return new Message(
        id,
        sentAt,
        message.sender(),
        message.body(),
        message.bodyMd5(),
        message.attributes(),
        message.traceHeader(),
        message.groupId(),
        deduplicationId,
        sequenceNumber,
        deadLetterSource,
        receivedBefore,
        firstReceivedAt);
  }
}
