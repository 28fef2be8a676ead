package io.waybill.engine.partition;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32C;

/// Finds the partition in which a resource lives: by hashing its ARN over their number, which never
/// changes for a data folder.
public record Homes(int partitionCount) {
  public PartitionNumber of(String arn) {
    CRC32C hash = new CRC32C();
    hash.update(arn.getBytes(StandardCharsets.UTF_8));
    return new PartitionNumber((int) (hash.getValue() % partitionCount));
  }
}
