package io.waybill.cloudwatch.decide;

import io.waybill.cloudwatch.state.Metrics;
import io.waybill.core.Arn;
import io.waybill.core.Stamp;
import io.waybill.engine.partition.Command;
import io.waybill.engine.partition.Transaction;

/// Looks at a composite alarm again, after it was put: alarms that changed before it was listed
/// among those that depend on them did not tell it.
public record Reconsider(Arn alarm) implements Command<Metrics> {
  @Override
  public void decide(Metrics metrics, Transaction transaction, Stamp stamp) {
    metrics
        .alarms()
        .find(alarm)
        .ifPresent(found -> metrics.alarms().consider(found, "updated", transaction, stamp));
  }

  @Override
  public void failed(Throwable cause) {}
}
