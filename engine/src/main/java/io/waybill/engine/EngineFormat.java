package io.waybill.engine;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.engine.partition.Homes;
import io.waybill.engine.partition.TimeMark;
import io.waybill.store.BatchBuilder;
import io.waybill.store.Space;
import io.waybill.store.Store;
import io.waybill.store.StoreFailure;

/// What the engine notes in a store once and for all: the number of its partitions.
public final class EngineFormat {
  private static final byte[] KEY = new ByteWriter(3).u16(0xffff).u8('E').bytes();
  private static final int VERSION = 1;
  private static final int PARTITIONS = 16;

  private EngineFormat() {}

  /// The latest time that `store` knows of, in milliseconds since 1970; 0 in a store that is new.
  public static long latestMillis(Store store) {
    return TimeMark.latest(store, of(store));
  }

  /// The homes of `store`'s resources. Notes them first in a store that is new.
  public static Homes of(Store store) {
    byte[] stored = store.get(Space.DATA, KEY);
    if (stored == null) {
      byte[] value = new ByteWriter(3).u8(VERSION).u16(PARTITIONS).bytes();
      store.commit(new BatchBuilder().put(Space.DATA, KEY, value).build());
      return new Homes(PARTITIONS);
    }
    try {
      ByteReader in = new ByteReader(stored);
      in.version(VERSION);
      return new Homes(in.u16());
    } catch (IllegalStateException unreadable) {
      throw new StoreFailure(
          StoreFailure.Kind.DAMAGED,
          "the data folder's engine record can't be read: " + unreadable.getMessage(),
          unreadable);
    }
  }
}
