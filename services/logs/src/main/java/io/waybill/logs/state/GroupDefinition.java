package io.waybill.logs.state;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;

/// What a group is.
///
/// @param arn without the `:*` that AWS shows behind it
/// @param retentionDays how long events are kept; 0 for ever
public record GroupDefinition(Arn arn, int number, long createdMillis, int retentionDays) {
  private static final int VERSION = 1;
  private static final long DAY_MILLIS = 86_400_000;

  /// What stands before a group's name in its ARN.
  public static final String KIND = "log-group:";

  public String name() {
    return arn.resource().substring(KIND.length());
  }

  GroupDefinition keeping(int days) {
    return new GroupDefinition(arn, number, createdMillis, days);
  }

  /// Events from before are gone, whether or not their place has been given back.
  public long keptFrom(long now) {
    return retentionDays == 0 ? 0 : Math.max(0, now - retentionDays * DAY_MILLIS);
  }

  byte[] bytes() {
    return new ByteWriter(20).u8(VERSION).u32(number).u64(createdMillis).u32(retentionDays).bytes();
  }

  static GroupDefinition read(String arn, byte[] value) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    return new GroupDefinition(
        Arn.parse(arn).orElseThrow(() -> new IllegalStateException("not an ARN: " + arn)),
        in.u32(),
        in.u64(),
        in.u32());
  }
}
