package io.waybill.eventbridge.state;

import io.waybill.engine.outbox.Deliverer;

/// What happens in a partition of buses without a caller.
public interface Happenings {
  /// Brings the events of `buses` to their targets.
  Deliverer deliverer(Buses buses);

  /// A scheduled rule fires, at `dueMillis` or later.
  void fire(Bus bus, RuleDefinition rule, long dueMillis, Step step);

  /// A replay is under way: brings a piece of it to its bus.
  void goOn(ReplayDefinition replay, Step step);
}
