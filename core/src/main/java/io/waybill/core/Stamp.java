package io.waybill.core;

import java.util.UUID;

/// The time and the source of ids of one step: all that a decision may know of the world outside
/// its state.
///
/// A step given the same state, command and stamp decides the same, so a simulation replays from a
/// seed.
///
/// @param millis the time of the step, in milliseconds since 1970; never less than that of the step
///   before
/// @param ids where the step draws new ids and nonces from
public record Stamp(long millis, IdSource ids) {
  /// A new random id, as AWS's message and request ids look.
  public UUID uuid() {
    long high = (ids.next() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
    long low = (ids.next() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
