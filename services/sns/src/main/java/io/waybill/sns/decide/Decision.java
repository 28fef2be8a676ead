package io.waybill.sns.decide;

import io.waybill.sns.state.Step;
import io.waybill.sns.state.Topic;

/// One thing to decide about one topic.
///
/// @param <R> what the caller is told
@FunctionalInterface
public interface Decision<R> {
  /// Decides. Throws a Refusal before it has changed anything.
  R decide(Topic topic, Step step);
}
