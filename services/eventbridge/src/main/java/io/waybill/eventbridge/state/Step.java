package io.waybill.eventbridge.state;

import io.waybill.core.Stamp;
import io.waybill.engine.partition.Transaction;

/// What a decider works with: the buses of its partition, the transaction, and the stamp of the
/// step.
public record Step(Buses buses, Transaction transaction, Stamp stamp) {
  public long now() {
    return stamp.millis();
  }
}
