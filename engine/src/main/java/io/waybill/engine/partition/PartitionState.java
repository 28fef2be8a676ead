package io.waybill.engine.partition;

import io.waybill.core.Stamp;

/// A service's memory of one partition: small, rebuilt from the store, changed only inside steps.
public interface PartitionState {
  /// When something falls due next, in milliseconds since 1970; Long.MAX_VALUE when nothing will.
  long nextDue();

  /// Does what is due at the stamp's time: a bounded piece of it, if there is much; [#nextDue] then
  /// stays in the past.
  void onTime(Transaction transaction, Stamp stamp);

  /// Takes what another partition's step sent here with [Transaction#transfer]. Runs exactly once
  /// for each transfer.
  void receive(byte[] payload, Transaction transaction, Stamp stamp);

  /// This memory is given up, because a commit failed or the server stops: fails the answers that
  /// are parked in it.
  void dropped(Throwable cause);
}
