package io.waybill.sqs.decide;

import io.waybill.shapes.Refusal;
import io.waybill.sqs.api.SqsErrors;
import io.waybill.sqs.model.Ranges;
import io.waybill.sqs.model.Receipt;
import io.waybill.sqs.model.Refusals;
import io.waybill.sqs.state.InFlight;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.QueueKeys;
import io.waybill.sqs.state.Step;
import io.waybill.sqs.state.Trail;
import java.util.List;
import java.util.Optional;

/// Hides messages in flight for longer or shorter, each for itself; 0 seconds make one visible at
/// once.
public record ChangeVisibilities(List<Change> changes)
    implements Decision<List<Optional<Refusal>>> {
  /// What one message is asked for.
  ///
  /// @param seconds from now, 0 to 43,200
  public record Change(String handle, int seconds) {}

  @Override
  public Optional<List<Optional<Refusal>>> decide(Queue queue, Step step) {
    List<Optional<Refusal>> results =
        changes.stream().map(change -> change(queue, change, step)).toList();
    queue.save(step.transaction());
    return Optional.of(results);
  }

  private static Optional<Refusal> change(Queue queue, Change change, Step step) {
    Optional<Receipt> receipt = Receipts.open(queue, change.handle);
    if (receipt.isEmpty()) {
      return Optional.of(Refusals.invalidReceiptHandle(change.handle));
    }
    InFlight flight = queue.flight().get(receipt.get().sequence());
    if (flight == null || flight.attempt() != receipt.get().attempt()) {
      return Optional.of(notInFlight(queue, receipt.get(), change, step));
    }
    long inFlightSeconds = (step.now() - flight.receivedAt()) / 1000;
    try {
      Ranges.checkTotalVisibility(change.seconds, inFlightSeconds);
    } catch (Refusal tooLong) {
      return Optional.of(tooLong);
    }
    long until = step.now() + change.seconds * 1000L;
    step.trail(queue, flight.messageId(), Trail.Event.VISIBILITY_CHANGED, change.seconds);
    if (change.seconds == 0) {
      Visibility.giveBack(queue, flight, step);
    } else {
      queue.flight().put(flight.withVisibleAt(until), step.transaction());
    }
    return Optional.empty();
  }

  private static Refusal notInFlight(Queue queue, Receipt receipt, Change change, Step step) {
    boolean stillThere =
        queue.returned().find(receipt.sequence(), step.transaction()) != null
            || step.transaction().get(queue.keys().numbered(QueueKeys.GROUPED, receipt.sequence()))
                != null;
    if (stillThere) {
      return SqsErrors.MESSAGE_NOT_INFLIGHT.because("The specified message isn't in flight.");
    }
    return Refusals.notAvailableForChange(change.handle);
  }
}
