package io.waybill.sqs.state;

import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Program;
import io.waybill.engine.partition.View;
import java.util.function.Function;

/// SQS as the engine runs it: loads the queues of a partition.
///
/// @param homes finds the partition in which the queue of an ARN lives
public record SqsProgram(
    SqsSettings settings,
    Catalog catalog,
    Happenings happenings,
    Function<String, PartitionNumber> homes)
    implements Program<Queues> {
  @Override
  public int id() {
    return QueueKeys.PROGRAM;
  }

  @Override
  public Queues load(PartitionNumber partition, View view) {
    return new Queues(partition, settings, catalog, happenings, homes, view);
  }
}
