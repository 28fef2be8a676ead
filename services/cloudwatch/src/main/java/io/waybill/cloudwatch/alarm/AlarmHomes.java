package io.waybill.cloudwatch.alarm;

import io.waybill.core.Arn;
import io.waybill.engine.partition.PartitionNumber;
import java.util.Optional;

/// Where alarms live.
@FunctionalInterface
public interface AlarmHomes {
  /// The partition of `alarm`; empty before the server serves.
  Optional<PartitionNumber> of(Arn alarm);
}
