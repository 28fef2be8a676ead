package io.waybill.sqs.decide;

import io.waybill.shapes.Unit;
import io.waybill.sqs.model.QueueAttributes;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.QueueDefinition;
import io.waybill.sqs.state.Step;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Changes what a queue is: its attributes, its policy or its tags.
///
/// @param change the definition before to the definition after; may refuse
public record Define(Change change) implements Decision<Unit> {
  /// The definition after, given the one before and the time.
  public interface Change {
    QueueDefinition apply(QueueDefinition before, Step step);
  }

  /// SetQueueAttributes.
  public static Define attributes(Map<String, String> requested) {
    return new Define((before, step) -> {
      QueueAttributes after = before.attributes().changed(requested);
      if (requested.containsKey("RedrivePolicy")) {
        DeadLetterRules.check(before.arn(), after, step.queues().catalog());
      }
      return before.with(after, step.now());
    });
  }

  /// AddPermission and RemovePermission.
  ///
  /// @param change the policy before to the policy after; an empty text removes it
  public static Define policy(Function<Optional<String>, String> change) {
    return new Define((before, step) -> {
      String after = change.apply(before.attributes().policy());
      return before.with(before.attributes().changed(Map.of("Policy", after)), step.now());
    });
  }

  @Override
  public Optional<Unit> decide(Queue queue, Step step) {
    QueueDefinition after = change.apply(queue.definition(), step);
    step.queues().define(queue, after, step.transaction());
    return Optional.of(Unit.INSTANCE);
  }
}
