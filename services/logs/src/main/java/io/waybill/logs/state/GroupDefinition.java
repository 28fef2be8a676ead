package io.waybill.logs.state;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What a group is.
///
/// @param arn without the `:*` that AWS shows behind it
/// @param retentionDays how long events are kept; 0 for ever
/// @param logGroupClass AWS's name of it
public record GroupDefinition(
    Arn arn,
    int number,
    long createdMillis,
    int retentionDays,
    String logGroupClass,
    Map<String, String> tags) {
  /// The first knew neither class nor tags.
  private static final int VERSION = 2;

  private static final String STANDARD = "STANDARD";
  private static final long DAY_MILLIS = 86_400_000;

  /// What stands before a group's name in its ARN.
  public static final String KIND = "log-group:";

  public GroupDefinition {
    tags = Collections.unmodifiableMap(new TreeMap<>(tags));
  }

  public String name() {
    return arn.resource().substring(KIND.length());
  }

  GroupDefinition keeping(int days) {
    return new GroupDefinition(arn, number, createdMillis, days, logGroupClass, tags);
  }

  GroupDefinition tagged(Map<String, String> after) {
    return new GroupDefinition(arn, number, createdMillis, retentionDays, logGroupClass, after);
  }

  /// Events from before are gone, whether or not their place has been given back.
  public long keptFrom(long now) {
    return retentionDays == 0 ? 0 : Math.max(0, now - retentionDays * DAY_MILLIS);
  }

  byte[] bytes() {
    ByteWriter out =
        new ByteWriter(64)
            .u8(VERSION)
            .u32(number)
            .u64(createdMillis)
            .u32(retentionDays)
            .text(logGroupClass)
            .count(tags.size());
    tags.forEach((key, value) -> out.text(key).text(value));
    return out.bytes();
  }

  static GroupDefinition read(String arn, byte[] value) {
    ByteReader in = new ByteReader(value);
    int version = in.version(VERSION);
    int number = in.u32();
    long created = in.u64();
    int days = in.u32();
    Map<String, String> tags = new TreeMap<>();
    String logGroupClass = version == 1 ? STANDARD : in.text();
    for (int left = version == 1 ? 0 : in.smallCount(); left > 0; left--) {
      String key = in.text();
      tags.put(key, in.text());
    }
    return new GroupDefinition(
        Arn.parse(arn).orElseThrow(() -> new IllegalStateException("not an ARN: " + arn)),
        number,
        created,
        days,
        logGroupClass,
        tags);
  }
}
