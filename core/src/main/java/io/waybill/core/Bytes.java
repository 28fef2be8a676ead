package io.waybill.core;

import java.nio.ByteBuffer;

/// Small byte layouts that stored values share.
public final class Bytes {
  private Bytes() {}

  /// A buffer for a stored value of `length` bytes behind its leading format version.
  public static ByteBuffer versioned(int version, int length) {
    return ByteBuffer.allocate(1 + length).put((byte) version);
  }
}
