package io.waybill.eventbridge.state;

import io.waybill.core.Arn;
import io.waybill.core.Stamp;
import io.waybill.engine.partition.Transaction;
import java.util.UUID;

/// What a decider works with: the buses of its partition, the transaction, and the stamp of the
/// step.
public record Step(Buses buses, Transaction transaction, Stamp stamp) {
  public long now() {
    return stamp.millis();
  }

  /// Writes a line of an event's trail.
  public void trail(UUID event, EventTrail.Happening happening, Arn where) {
    trail(event, happening, where.toString(), "", 0, "");
  }

  /// Writes a line of an event's trail that is about an attempt to deliver it.
  public void trail(
      UUID event,
      EventTrail.Happening happening,
      String where,
      String other,
      int attempt,
      String note) {
    buses.trail().write(event, happening, where, other, attempt, note, transaction, stamp);
  }
}
