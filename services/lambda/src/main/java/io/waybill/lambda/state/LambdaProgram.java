package io.waybill.lambda.state;

import io.waybill.engine.outbox.Deliverer;
import io.waybill.engine.outbox.Underway;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Program;
import io.waybill.engine.partition.View;
import java.util.function.Function;

/// Lambda as the engine runs it: loads the resources of a partition.
///
/// @param deliverers what runs the asynchronous events of a partition
/// @param underway counts the attempts that are under way
public record LambdaProgram(
    Catalog catalog, Function<Resources, Deliverer> deliverers, Underway underway)
    implements Program<Resources> {
  @Override
  public int id() {
    return LambdaKeys.PROGRAM;
  }

  @Override
  public Resources load(PartitionNumber partition, View view) {
    return new Resources(partition, this, view);
  }
}
