package io.waybill.sqs.decide;

import io.waybill.shapes.Refusal;
import io.waybill.sqs.model.DeduplicationScope;
import io.waybill.sqs.model.Grouping;
import io.waybill.sqs.model.MessageRules;
import io.waybill.sqs.model.QueueAttributes;
import io.waybill.sqs.model.Ranges;
import io.waybill.sqs.state.Deduplication;
import io.waybill.sqs.state.Message;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.Step;
import io.waybill.sqs.state.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Sends messages, each for itself: one that is refused does not hold up the others, unless it
/// lacks an id that its FIFO queue requires.
///
/// @param sender the id of the sending identity
/// @param traceHeader the X-Ray header of the call, for messages that have none of their own
public record SendMessages(String sender, String traceHeader, List<Draft> drafts)
    implements Decision<List<Sent>> {
  @Override
  public Optional<List<Sent>> decide(Queue queue, Step step) {
    // AWS (SendMessageBatch): an entry without group or deduplication id fails the whole batch.
    QueueAttributes attributes = queue.definition().attributes();
    drafts.forEach(each -> Grouping.require(attributes, each.groupId(), each.deduplicationId()));
    List<Sent> results = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      try {
        results.add(send(queue, draft, step));
      } catch (Refusal refusal) {
        results.add(new Sent.Refused(refusal));
      }
    }
    queue.save(step.transaction());
    return Optional.of(results);
  }

  private Sent send(Queue queue, Draft draft, Step step) {
    QueueAttributes attributes = queue.definition().attributes();
    int size = MessageRules.size(draft.body(), draft.attributes());
    MessageRules.checkSize(size, attributes);
    int delay = Ranges.delaySeconds(draft.delaySeconds(), attributes);
    Grouping grouping =
        Grouping.of(attributes, draft.groupId(), draft.deduplicationId(), draft.body());
    if (!queue.isFifo()) {
      return accept(queue, draft, grouping, size, delay, step);
    }
    String scoped = scoped(queue.definition().deduplicationScope(step.now()), grouping);
    Optional<Deduplication.Accepted> before =
        queue.deduplication().accepted(scoped, step.now(), step.transaction());
    if (before.isPresent()) {
      return duplicate(queue, before.get(), step);
    }
    Sent.Accepted accepted = accept(queue, draft, grouping, size, delay, step);
    long number = Long.parseLong(accepted.sequenceNumber().substring(3));
    queue
        .deduplication()
        .remember(
            scoped,
            new Deduplication.Accepted(accepted.messageId(), number),
            step.now(),
            step.transaction());
    return accepted;
  }

  /// AWS (FIFO): a message sent again within five minutes is accepted, with the first one's id, and
  /// not stored.
  private static Sent duplicate(Queue queue, Deduplication.Accepted before, Step step) {
    step.trail(queue, before.messageId(), Trail.Event.DUPLICATE, 0);
    return new Sent.Accepted(before.messageId(), SequenceNumbers.text(before.sequenceNumber()));
  }

  private static String scoped(DeduplicationScope scope, Grouping grouping) {
    String id = grouping.deduplicationId().orElse("");
    boolean byGroup = scope == DeduplicationScope.MESSAGE_GROUP;
    return byGroup ? grouping.groupId().orElse("") + '\n' + id : id;
  }

  private Sent.Accepted accept(
      Queue queue, Draft draft, Grouping grouping, int size, int delaySeconds, Step step) {
    UUID id = step.stamp().uuid();
    long number = queue.isFifo() ? queue.takeSequence() : 0;
    Message message =
        new Message(
            id,
            step.now(),
            sender,
            draft.body(),
            draft.bodyMd5(),
            draft.attributes(),
            trace(draft),
            grouping.groupId().orElse(null),
            grouping.deduplicationId().orElse(null),
            number,
            null,
            0,
            0);
    step.trail(queue, id, Trail.Event.SENT, 0);
    Arrival.accept(queue, message, delaySeconds, step);
    queue.metrics().sent++;
    queue.metrics().sentBytes += size;
    return new Sent.Accepted(id, queue.isFifo() ? SequenceNumbers.text(number) : "");
  }

  private @Nullable String trace(Draft draft) {
    return draft.traceHeader() == null && !traceHeader.isEmpty()
        ? traceHeader
        : draft.traceHeader();
  }
}
