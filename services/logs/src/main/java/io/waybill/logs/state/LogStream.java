package io.waybill.logs.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;

/// A stream's figures; times are 0 where nothing has come yet.
public record LogStream(
    String name,
    int number,
    long createdMillis,
    long firstMillis,
    long lastMillis,
    long ingestedMillis) {
  private static final int VERSION = 1;

  static LogStream fresh(String name, int number, long now) {
    return new LogStream(name, number, now, 0, 0, 0);
  }

  LogStream with(long first, long last, long now) {
    return new LogStream(
        name,
        number,
        createdMillis,
        firstMillis == 0 ? first : Math.min(firstMillis, first),
        Math.max(lastMillis, last),
        now);
  }

  byte[] bytes() {
    return new ByteWriter(40)
        .u8(VERSION)
        .u32(number)
        .u64(createdMillis)
        .u64(firstMillis)
        .u64(lastMillis)
        .u64(ingestedMillis)
        .bytes();
  }

  static LogStream read(String name, byte[] value) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    return new LogStream(name, in.u32(), in.u64(), in.u64(), in.u64(), in.u64());
  }
}
