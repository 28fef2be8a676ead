package io.waybill.sns.state;

import io.waybill.core.Stamp;
import io.waybill.engine.partition.Transaction;

/// What a decider works with: the topics of its partition, the transaction, and the stamp of the
/// step.
public record Step(Topics topics, Transaction transaction, Stamp stamp) {
  public long now() {
    return stamp.millis();
  }
}
