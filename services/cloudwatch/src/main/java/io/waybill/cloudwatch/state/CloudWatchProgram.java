package io.waybill.cloudwatch.state;

import io.waybill.cloudwatch.alarm.AlarmProgram;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Program;
import io.waybill.engine.partition.View;

/// CloudWatch as the engine runs it: loads the metrics and alarms of a partition.
///
/// @param alarms what the alarms of all partitions share
public record CloudWatchProgram(Catalog catalog, AlarmProgram alarms) implements Program<Metrics> {
  @Override
  public int id() {
    return MetricKeys.PROGRAM;
  }

  @Override
  public Metrics load(PartitionNumber partition, View view) {
    return new Metrics(partition, this, view);
  }
}
