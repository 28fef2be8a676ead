package io.waybill.logs.state;

import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Program;
import io.waybill.engine.partition.View;

/// CloudWatch Logs as the engine runs it: loads the groups of a partition.
public record LogsProgram(Catalog catalog) implements Program<LogGroups> {
  @Override
  public int id() {
    return LogsKeys.PROGRAM;
  }

  @Override
  public LogGroups load(PartitionNumber partition, View view) {
    return new LogGroups(partition, catalog, view);
  }
}
