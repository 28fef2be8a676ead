package io.waybill.sqs.decide;

import io.waybill.core.Arn;
import io.waybill.sqs.state.Happenings;
import io.waybill.sqs.state.Message;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.Shipment;
import io.waybill.sqs.state.Step;
import io.waybill.sqs.state.Trail;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happens in queues by itself: messages fall due, expire, come back, arrive from other
/// queues, and long polls end.
public final class DueWork implements Happenings {
  private static final Logger log = LoggerFactory.getLogger(DueWork.class);

  /// One step does at most so much of each kind, so that callers are not held up.
  private static final int PIECE = 500;

  @Override
  public void due(Queue queue, Step step) {
    Visibility.giveBackDue(queue, PIECE, step);
    placeDelayed(queue, step);
    Expiry.drop(queue, PIECE, step);
    queue.deduplication().forget(step.now(), step.transaction());
    MoveTasks.goOn(queue, step);
    LongPolls.serve(queue, step);
    LongPolls.giveUp(queue, step);
    queue.save(step.transaction());
  }

  private static void placeDelayed(Queue queue, Step step) {
    long delay = queue.definition().attributes().delaySeconds() * 1000L;
    List<Message> ready = queue.delayed().take(step.now(), delay, PIECE, step.transaction());
    ready.forEach(message -> Arrival.place(queue, message, step));
  }

  @Override
  public void arrived(Shipment shipment, Step step) {
    Optional<Queue> target = Arn.parse(shipment.to()).flatMap(step.queues()::find);
    if (target.isEmpty()) {
      bounce(shipment, step);
      return;
    }
    Queue queue = target.get();
    Message message = Travel.arriving(queue, shipment, step);
    Arrival.accept(queue, message, 0, step);
    step.trail(queue, message.id(), Trail.Event.ARRIVED, 0, shipment.from());
    queue.save(step.transaction());
    LongPolls.serve(queue, step);
    step.queues().touched(queue);
  }

  /// The target was deleted while the message was on its way: back to where it came from, if that
  /// is still there.
  private static void bounce(Shipment shipment, Step step) {
    if (shipment.kind() == Shipment.Kind.BOUNCE) {
      log.warn(
          "message {} is dropped: the queues {} and {} were both deleted while it was on its way",
          shipment.message().id(),
          shipment.from(),
          shipment.to());
      return;
    }
    Shipment back =
        new Shipment(Shipment.Kind.BOUNCE, shipment.to(), shipment.from(), shipment.message());
    step.queues().ship(back, step.transaction());
  }
}
