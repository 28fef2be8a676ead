package io.waybill.engine.partition;

/// What one service does in every partition.
///
/// @param <S> the state that the service keeps in memory for one partition, rebuilt from the store
///   when it is opened
public interface Program<S extends PartitionState> {
  /// The number that all keys of this service carry. Part of the format on disk.
  int id();

  /// Rebuilds the state of `partition` from what is stored.
  S load(PartitionNumber partition, View view);
}
