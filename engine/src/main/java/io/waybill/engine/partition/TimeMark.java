package io.waybill.engine.partition;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.store.Space;
import io.waybill.store.Store;
import org.jspecify.annotations.Nullable;

/// The time of one partition's steps, and a mark with what they write that none of them is later
/// than: a clock that begins there never goes behind what is stored.
///
/// The mark runs a little ahead of the steps. To write each step's own time was rejected: one more
/// entry in every commit.
///
/// Its key, behind the partition's number and program 0: `T`.
public final class TimeMark {
  private static final int ENGINE = 0;
  private static final int VERSION = 1;
  private static final long AHEAD_MILLIS = 100;

  private final byte[] key;
  private long latest;
  private long marked;

  TimeMark(PartitionNumber partition) {
    this.key = key(partition.value());
  }

  /// The latest mark in `store`; 0 where nothing has happened yet.
  public static long latest(Store store, Homes homes) {
    long latest = 0;
    for (int partition = 0; partition < homes.partitionCount(); partition++) {
      latest = Math.max(latest, read(store.get(Space.DATA, key(partition))));
    }
    return latest;
  }

  private static byte[] key(int partition) {
    return new ByteWriter(4).u16(partition).u8(ENGINE).u8('T').bytes();
  }

  private static long read(byte @Nullable [] value) {
    if (value == null) {
      return 0;
    }
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    return in.count();
  }

  void load(View view) {
    marked = read(view.get(key));
  }

  /// The time of a step that happens when the clock shows `now`.
  long step(long now) {
    latest = Math.max(latest, now);
    return latest;
  }

  /// Adds the mark to what is about to be committed, where it must move.
  void note(Layer open) {
    if (latest > marked) {
      marked = latest + AHEAD_MILLIS;
      open.put(key, new ByteWriter(9).u8(VERSION).count(marked).bytes());
    }
  }
}
