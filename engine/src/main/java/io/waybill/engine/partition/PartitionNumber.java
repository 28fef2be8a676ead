package io.waybill.engine.partition;

/// Which partition: 0 to one below their count, which never changes for a data folder.
public record PartitionNumber(int value) {
  public PartitionNumber {
    if (value < 0 || value > 0xffff) {
      throw new IllegalArgumentException("a partition's number is 0 to 65535, not " + value);
    }
  }
}
