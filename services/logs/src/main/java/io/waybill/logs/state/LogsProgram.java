package io.waybill.logs.state;

import io.waybill.engine.outbox.Deliverer;
import io.waybill.engine.outbox.Underway;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Program;
import io.waybill.engine.partition.View;

/// CloudWatch Logs as the engine runs it: loads the groups of a partition.
///
/// @param deliverer what brings matched events on
/// @param underway counts the attempts that are under way
/// @param audience hears of events as they come
public record LogsProgram(
    Catalog catalog, Deliverer deliverer, Underway underway, Audience audience)
    implements Program<LogGroups> {
  @Override
  public int id() {
    return LogsKeys.PROGRAM;
  }

  @Override
  public LogGroups load(PartitionNumber partition, View view) {
    return new LogGroups(partition, this, view);
  }
}
