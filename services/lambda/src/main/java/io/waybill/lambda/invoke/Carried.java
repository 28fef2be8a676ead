package io.waybill.lambda.invoke;

import io.waybill.core.ByteReader;

/// What stands before all that the outbox carries.
///
/// @param version the version of the form of what follows
/// @param code what follows: an [AsyncEvent] or a [Parting]
/// @param function the number of the function that it belongs to
/// @param body what follows
record Carried(int version, int code, int function, ByteReader body) {
  static Carried of(byte[] payload) {
    ByteReader in = new ByteReader(payload);
    return new Carried(in.u8(), in.u8(), in.u32(), in);
  }

  boolean isParting() {
    return code == Parting.CODE;
  }
}
