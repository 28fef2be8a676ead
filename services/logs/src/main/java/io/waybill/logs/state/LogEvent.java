package io.waybill.logs.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;

/// One stored event.
///
/// @param stream the number of its stream in the group
public record LogEvent(Position position, int stream, long ingestedMillis, String message) {
  private static final int VERSION = 1;

  byte[] bytes() {
    return new ByteWriter(16 + message.length())
        .u8(VERSION)
        .u32(stream)
        .u64(ingestedMillis)
        .text(message)
        .bytes();
  }

  static LogEvent read(Position position, byte[] value) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    return new LogEvent(position, in.u32(), in.u64(), in.text());
  }
}
