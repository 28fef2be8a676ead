package io.waybill.sns.state;

import io.waybill.engine.outbox.Underway;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Program;
import io.waybill.engine.partition.View;

/// SNS as the engine runs it: loads the topics of a partition.
///
/// @param underway counts the deliveries that are being tried
public record SnsProgram(Catalog catalog, Happenings happenings, Underway underway)
    implements Program<Topics> {
  @Override
  public int id() {
    return SnsKeys.PROGRAM;
  }

  @Override
  public Topics load(PartitionNumber partition, View view) {
    return new Topics(partition, catalog, happenings, underway, view);
  }
}
