package io.waybill.eventbridge.state;

import io.waybill.core.Seal;
import io.waybill.engine.outbox.Underway;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Program;
import io.waybill.engine.partition.View;

/// EventBridge as the engine runs it: loads the buses of a partition.
public record EventBridgeProgram(
    Catalog catalog, Happenings happenings, Underway underway, Seal seal)
    implements Program<Buses> {
  @Override
  public int id() {
    return EventKeys.PROGRAM;
  }

  @Override
  public Buses load(PartitionNumber partition, View view) {
    return new Buses(partition, catalog, happenings, underway, seal, view);
  }
}
