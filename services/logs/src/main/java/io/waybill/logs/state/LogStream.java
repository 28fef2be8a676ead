package io.waybill.logs.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;

/// A stream's figures; times are 0 where nothing has come yet.
///
/// @param placed whether its events are found by their places; those of older data folders are
///   found by looking through the group
public record LogStream(
    String name,
    int number,
    long createdMillis,
    long firstMillis,
    long lastMillis,
    long ingestedMillis,
    boolean placed) {
  /// The first was placed never, the second has a place for each event.
  private static final int VERSION = 3;

  static LogStream fresh(String name, int number, long now) {
    return new LogStream(name, number, now, 0, 0, 0, true);
  }

  LogStream with(long first, long last, long now) {
    return new LogStream(
        name,
        number,
        createdMillis,
        firstMillis == 0 ? first : Math.min(firstMillis, first),
        Math.max(lastMillis, last),
        now,
        placed);
  }

  /// The same, begun at `first`.
  LogStream from(long first) {
    return new LogStream(name, number, createdMillis, first, lastMillis, ingestedMillis, placed);
  }

  byte[] bytes() {
    return new ByteWriter(40)
        .u8(VERSION)
        .u32(number)
        .u64(createdMillis)
        .u64(firstMillis)
        .u64(lastMillis)
        .u64(ingestedMillis)
        .u8(placed ? 1 : 0)
        .bytes();
  }

  static LogStream read(String name, byte[] value) {
    ByteReader in = new ByteReader(value);
    int version = in.version(VERSION);
    return new LogStream(
        name, in.u32(), in.u64(), in.u64(), in.u64(), in.u64(), version > 1 && in.u8() == 1);
  }
}
