package io.waybill.eventbridge.state;

import io.waybill.core.Arn;
import io.waybill.core.Stamp;
import io.waybill.engine.partition.Transaction;
import java.util.Map;
import java.util.UUID;

/// What a decider works with: the buses of its partition, the transaction, and the stamp of the
/// step.
public record Step(Buses buses, Transaction transaction, Stamp stamp) {
  public long now() {
    return stamp.millis();
  }

  /// Writes a line of an event's trail whose rule is gone.
  public void trail(UUID event, String what, Map<String, String> details) {
    buses.trail().write(event, what, "", details, transaction, stamp);
  }

  /// Writes a line of an event's trail.
  ///
  /// @param what in past tense: `Matched`
  /// @param where a bus or a rule
  public void trail(UUID event, String what, Arn where, Map<String, String> details) {
    buses.trail().write(event, what, where.toString(), details, transaction, stamp);
  }
}
