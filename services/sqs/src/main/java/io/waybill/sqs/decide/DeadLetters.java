package io.waybill.sqs.decide;

import io.waybill.core.Arn;
import io.waybill.sqs.model.RedrivePolicy;
import io.waybill.sqs.state.Attempts;
import io.waybill.sqs.state.Message;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.Shipment;
import io.waybill.sqs.state.Step;
import io.waybill.sqs.state.Trail;
import java.util.Optional;

/// Gives messages up to the dead-letter queue.
final class DeadLetters {
  private DeadLetters() {}

  /// The ARN of the dead-letter queue, if there is one that takes messages of `queue` now. Without
  /// one, messages stay.
  static Optional<String> target(Queue queue, Step step) {
    Optional<RedrivePolicy> policy = queue.definition().attributes().redrivePolicy();
    if (policy.isEmpty()) {
      return Optional.empty();
    }
    String source = queue.definition().arn().toString();
    return Arn.parse(policy.get().deadLetterTargetArn())
        .flatMap(step.queues().catalog()::find)
        .filter(target -> target.definition().attributes().fifo() == queue.isFifo())
        .filter(target ->
            target
                .definition()
                .attributes()
                .redriveAllowPolicy()
                .map(allow -> allow.allows(source))
                .orElse(true))
        .map(target -> target.definition().arn().toString());
  }

  /// Whether a message with these `attempts` was received as often as the policy allows.
  static boolean due(Queue queue, Attempts attempts) {
    return queue
        .definition()
        .attributes()
        .redrivePolicy()
        .filter(policy -> attempts.count() >= policy.maxReceiveCount())
        .isPresent();
  }

  static void giveUp(
      Queue queue, long sequence, Message message, Attempts attempts, String target, Step step) {
    Removal.erase(queue, sequence, message.groupId(), step);
    queue.metrics().deadLettered++;
    step.trail(queue, message.id(), Trail.Event.DEAD_LETTERED, attempts.count(), target);
    Message moved = Travel.givenUp(queue, message, attempts);
    String from = queue.definition().arn().toString();
    step.queues()
        .ship(new Shipment(Shipment.Kind.DEAD_LETTER, from, target, moved), step.transaction());
  }
}
