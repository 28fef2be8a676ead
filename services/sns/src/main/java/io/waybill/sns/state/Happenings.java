package io.waybill.sns.state;

import io.waybill.engine.outbox.Deliverer;

/// What happens in a partition without a caller: decided outside this package, which only knows
/// when.
public interface Happenings {
  /// Something of `topic` is due.
  void due(Topic topic, Step step);

  /// It is the turn of `replay`, which is under way.
  void goOn(Topic topic, Replay replay, Step step);

  /// What delivers for `topics`.
  Deliverer deliverer(Topics topics);
}
