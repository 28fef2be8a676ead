package io.waybill.sqs.decide;

import io.waybill.engine.gateway.Answer;
import io.waybill.sqs.state.Attempts;
import io.waybill.sqs.state.Delivery;
import io.waybill.sqs.state.Flight;
import io.waybill.sqs.state.InFlight;
import io.waybill.sqs.state.Message;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.Step;
import io.waybill.sqs.state.Trail;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Hands visible messages out: they are in flight from then on. Those that were received too often
/// are given up.
final class Handout implements Lines.Taker {
  private final Queue queue;
  private final Step step;
  private final int visibilitySeconds;
  private final Optional<String> deadLetterQueue;
  private final Answer<?> answer;
  private final List<Delivery> deliveries = new ArrayList<>();

  private Handout(Queue queue, int visibilitySeconds, Answer<?> answer, Step step) {
    this.queue = queue;
    this.step = step;
    this.visibilitySeconds = visibilitySeconds;
    this.answer = answer;
    this.deadLetterQueue = DeadLetters.target(queue, step);
  }

  /// Up to `wanted` messages, hidden from others for `visibilitySeconds`; fewer where `answer` has
  /// no room for more.
  static List<Delivery> take(
      Queue queue, int wanted, int visibilitySeconds, Answer<?> answer, Step step) {
    if (queue.visible() == 0) {
      return List.of();
    }
    int room = Flight.IN_FLIGHT_MAX - queue.flight().size();
    Handout handout = new Handout(queue, visibilitySeconds, answer, step);
    Lines.take(queue, Math.min(wanted, room), handout, step);
    if (visibilitySeconds == 0) {
      // Only now, or one call would get the same message ten times.
      handout.deliveries.forEach(each -> Visibility.giveBack(queue, each.flight(), step));
      queue.save(step.transaction());
    }
    return handout.deliveries;
  }

  @Override
  public boolean hasRoom() {
    return answer.hasRoom();
  }

  @Override
  public boolean take(long sequence, Message message, Attempts attempts) {
    if (deadLetterQueue.isPresent() && DeadLetters.due(queue, attempts)) {
      DeadLetters.giveUp(queue, sequence, message, attempts, deadLetterQueue.get(), step);
      return false;
    }
    deliver(sequence, message, attempts);
    return true;
  }

  private void deliver(long sequence, Message message, Attempts attempts) {
    long first = attempts.count() == 0 ? step.now() : attempts.firstReceivedAt();
    InFlight flight =
        new InFlight(
            sequence,
            message.id(),
            message.groupId(),
            message.sentAt(),
            step.now(),
            first,
            attempts.count() + 1,
            step.now() + visibilitySeconds * 1000L);
    queue.flight().put(flight, step.transaction());
    queue.metrics().received++;
    step.trail(
        queue, message.id(), Trail.Event.RECEIVED, message.receivedBefore() + flight.attempt());
    answer.hold(message.weight());
    deliveries.add(new Delivery(message, flight, Receipts.handle(queue, flight)));
  }
}
