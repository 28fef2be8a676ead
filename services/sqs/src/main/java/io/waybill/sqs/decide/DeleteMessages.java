package io.waybill.sqs.decide;

import io.waybill.shapes.Refusal;
import io.waybill.sqs.model.Receipt;
import io.waybill.sqs.model.Refusals;
import io.waybill.sqs.state.Attempts;
import io.waybill.sqs.state.InFlight;
import io.waybill.sqs.state.Message;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.QueueKeys;
import io.waybill.sqs.state.Returned;
import io.waybill.sqs.state.Step;
import io.waybill.sqs.state.Trail;
import java.util.List;
import java.util.Optional;

/// Deletes messages by their receipts, each for itself.
///
/// AWS (DeleteMessage): deleting what is gone already succeeds; the receipt of an earlier receive
/// deletes nothing.
public record DeleteMessages(List<String> handles) implements Decision<List<Optional<Refusal>>> {
  @Override
  public Optional<List<Optional<Refusal>>> decide(Queue queue, Step step) {
    List<Optional<Refusal>> results =
        handles.stream().map(handle -> delete(queue, handle, step)).toList();
    queue.save(step.transaction());
    return Optional.of(results);
  }

  private static Optional<Refusal> delete(Queue queue, String handle, Step step) {
    Optional<Receipt> receipt = Receipts.open(queue, handle);
    if (receipt.isEmpty()) {
      return Optional.of(Refusals.invalidReceiptHandle(handle));
    }
    InFlight flight = queue.flight().get(receipt.get().sequence());
    if (flight != null) {
      if (flight.attempt() == receipt.get().attempt()) {
        Removal.deleted(queue, flight, step);
      }
      return Optional.empty();
    }
    return queue.isFifo()
        ? lateOnFifo(queue, receipt.get(), handle, step)
        : lateOnStandard(queue, receipt.get(), step);
  }

  /// The visibility timeout is over, but nobody has received the message since: its latest receipt
  /// still deletes it.
  private static Optional<Refusal> lateOnStandard(Queue queue, Receipt receipt, Step step) {
    long sequence = receipt.sequence();
    Returned.Entry entry = queue.returned().find(sequence, step.transaction());
    if (entry != null && entry.attempts().count() == receipt.attempt()) {
      queue.returned().remove(sequence, step.transaction());
      queue.hidden();
      char kind = entry.grouped() ? QueueKeys.GROUPED : QueueKeys.FRESH;
      Message message = Bodies.read(queue, kind, sequence, step);
      Removal.erase(queue, sequence, message.groupId(), step);
      queue.metrics().deleted++;
      step.trail(queue, message.id(), Trail.Event.DELETED, 0);
    }
    return Optional.empty();
  }

  /// AWS (FIFO): after the visibility timeout the receipt is expired, because the group may have
  /// gone on.
  private static Optional<Refusal> lateOnFifo(
      Queue queue, Receipt receipt, String handle, Step step) {
    byte[] stored =
        step.transaction().get(queue.keys().numbered(QueueKeys.GROUPED, receipt.sequence()));
    if (stored == null) {
      return Optional.empty();
    }
    Message message = Bodies.read(queue, QueueKeys.GROUPED, receipt.sequence(), step);
    String group = message.groupId();
    Attempts attempts =
        group == null
            ? null
            : queue.groups().attempts(group, receipt.sequence(), step.transaction());
    return attempts == null ? Optional.empty() : Optional.of(Refusals.expiredReceiptHandle(handle));
  }
}
