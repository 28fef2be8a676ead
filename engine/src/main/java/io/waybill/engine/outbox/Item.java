package io.waybill.engine.outbox;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;

/// A parcel that is stored on its own, and when it is tried next.
record Item(Parcel parcel, long dueMillis) {
  private static final int VERSION = 1;

  byte[] key(OutboxKeys keys) {
    long order = parcel.lane().isOrdered() ? 0 : dueMillis;
    return keys.item(parcel.lane(), order, parcel.number());
  }

  byte[] bytes() {
    return new ByteWriter(40 + parcel.reason().length() + parcel.payload().length)
        .u8(VERSION)
        .u64(dueMillis)
        .count(parcel.attempts())
        .u64(parcel.acceptedMillis())
        .u8(parcel.isDeadLetter() ? 1 : 0)
        .text(parcel.reason())
        .raw(parcel.payload())
        .bytes();
  }

  /// When the item in `value` is due; reads no more of it.
  static long dueMillis(byte[] value) {
    return new ByteReader(value, 1).u64();
  }

  static Item read(OutboxKeys.ItemKey key, byte[] value) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    long due = in.u64();
    int attempts = in.smallCount();
    long accepted = in.u64();
    boolean deadLetter = in.u8() == 1;
    String reason = in.text();
    return new Item(
        new Parcel(key.lane(), key.number(), in.rest(), attempts, accepted, deadLetter, reason),
        due);
  }
}
