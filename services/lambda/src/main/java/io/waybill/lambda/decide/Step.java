package io.waybill.lambda.decide;

import io.waybill.core.Stamp;
import io.waybill.engine.partition.Transaction;
import io.waybill.lambda.state.Resources;

/// What a decider works with: the resources of its partition, the transaction, and the stamp of the
/// step.
public record Step(Resources resources, Transaction transaction, Stamp stamp) {
  public long now() {
    return stamp.millis();
  }
}
