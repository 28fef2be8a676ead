package io.waybill.sqs.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;

/// How often this queue has handed a visible message out, and when first.
///
/// @param count 0 for a message that was never received here
/// @param firstReceivedAt 0 for a message that was never received here
public record Attempts(int count, long firstReceivedAt) {
  public static final Attempts NONE = new Attempts(0, 0);
  private static final int VERSION = 1;

  byte[] bytes() {
    return count == 0
        ? new byte[0]
        : new ByteWriter(12).u8(VERSION).count(count).count(firstReceivedAt).bytes();
  }

  static Attempts read(byte[] value) {
    if (value.length == 0) {
      return NONE;
    }
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    return new Attempts(in.smallCount(), in.count());
  }
}
