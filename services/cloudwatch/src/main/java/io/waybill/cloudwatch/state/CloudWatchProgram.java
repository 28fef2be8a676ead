package io.waybill.cloudwatch.state;

import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Program;
import io.waybill.engine.partition.View;

/// CloudWatch as the engine runs it: loads the metrics of a partition.
public record CloudWatchProgram(Catalog catalog) implements Program<Metrics> {
  @Override
  public int id() {
    return MetricKeys.PROGRAM;
  }

  @Override
  public Metrics load(PartitionNumber partition, View view) {
    return new Metrics(partition, catalog, view);
  }
}
