package io.waybill.sqs.decide;

import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.Step;
import java.util.Optional;

/// One thing to decide about one queue.
///
/// @param <R> what the caller is told
@FunctionalInterface
public interface Decision<R> {
  /// Decides, or answers empty if the caller is told later. Throws a Refusal before it has changed
  /// anything.
  Optional<R> decide(Queue queue, Step step);
}
