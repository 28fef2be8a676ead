package io.waybill.cloudwatch.state;

import io.waybill.cloudwatch.model.MetricId;
import io.waybill.cloudwatch.model.World;
import io.waybill.core.AccountId;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.core.Region;

/// One metric that has data.
final class Metric {
  private static final int VERSION = 1;
  private static final long TOLD_EVERY_MILLIS = 600_000;

  private final World world;
  private final MetricId id;
  private final int number;
  private long toldMillis;
  private volatile long activeMillis;
  boolean fine;
  long sweptMillis;

  Metric(World world, MetricId id, int number, long activeMillis, boolean fine) {
    this.world = world;
    this.id = id;
    this.number = number;
    this.activeMillis = activeMillis;
    this.toldMillis = activeMillis;
    this.fine = fine;
  }

  World world() {
    return world;
  }

  MetricId id() {
    return id;
  }

  int number() {
    return number;
  }

  /// When data came last: within ten minutes, after a restart.
  long activeMillis() {
    return activeMillis;
  }

  /// Data came. Answers whether the store is to be told, which it is now and then only.
  boolean active(long nowMillis, boolean isFine) {
    activeMillis = nowMillis;
    boolean tell = nowMillis - toldMillis >= TOLD_EVERY_MILLIS || (isFine && !fine);
    fine |= isFine;
    if (tell) {
      toldMillis = nowMillis;
    }
    return tell;
  }

  String place() {
    return world.place() + id.place();
  }

  byte[] bytes() {
    ByteWriter out =
        new ByteWriter(128)
            .u8(VERSION)
            .text(world.account().digits())
            .text(world.region().name())
            .u64(toldMillis)
            .u8(fine ? 1 : 0);
    id.write(out);
    return out.bytes();
  }

  static Metric read(int number, byte[] value) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    World world = new World(new AccountId(in.text()), new Region(in.text()));
    long active = in.u64();
    boolean fine = in.u8() == 1;
    return new Metric(world, MetricId.read(in), number, active, fine);
  }
}
