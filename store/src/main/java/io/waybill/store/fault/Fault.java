package io.waybill.store.fault;

/// What happens to one commit of a [FaultyStore].
public enum Fault {
  /// It works.
  NONE,
  /// The disk is full: the batch is refused whole, the next one may work.
  FULL,
  /// The write fails: the caller is told, the store is broken, the batch is not on disk.
  LOST,
  /// The sync fails although the batch reached the disk: the caller is told of a failure, the store
  /// is broken, and after it is opened again the batch is there.
  KEPT
}
