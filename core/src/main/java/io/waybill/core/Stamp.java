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
  /// A new id that looks as AWS's message and request ids do. It begins with the time, so that ids
  /// rise and what is stored under them comes nearly in order; 74 bits of it are random.
  public UUID uuid() {
    long high = (millis << 16) | 0x4000L | (ids.next() & 0x0fffL);
    long low = (ids.next() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
