package io.waybill.eventbridge.state;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import java.util.Map;

/// What an event bus is, apart from its rules. Absent texts are empty.
///
/// @param createdAt milliseconds since 1970; 0 for a default bus that nobody has touched
/// @param deadLetterArn the queue for events that can't be encrypted
/// @param eventSource the partner event source that the bus was made for
/// @param policy the resource policy
public record BusDefinition(
    Arn arn,
    long createdAt,
    long modifiedAt,
    String description,
    String kmsKey,
    String deadLetterArn,
    String eventSource,
    String policy,
    Map<String, String> tags) {
  private static final int VERSION = 1;

  /// The default bus of an account and region.
  public static BusDefinition implied(Arn arn) {
    return new BusDefinition(arn, 0, 0, "", "", "", "", "", Map.of());
  }

  /// This bus from the moment when something of it is stored.
  BusDefinition since(long millis) {
    return createdAt == 0
        ? new BusDefinition(
            arn, millis, millis, description, kmsKey, deadLetterArn, eventSource, policy, tags)
        : this;
  }

  public BusDefinition withPolicy(String changed, long millis) {
    return new BusDefinition(
        arn, createdAt, millis, description, kmsKey, deadLetterArn, eventSource, changed, tags);
  }

  public BusDefinition withTags(Map<String, String> changed) {
    return new BusDefinition(
        arn,
        createdAt,
        modifiedAt,
        description,
        kmsKey,
        deadLetterArn,
        eventSource,
        policy,
        changed);
  }

  byte[] bytes() {
    ByteWriter out =
        new ByteWriter(256)
            .u8(VERSION)
            .text(arn.toString())
            .u64(createdAt)
            .u64(modifiedAt)
            .text(description)
            .text(kmsKey)
            .text(deadLetterArn)
            .text(eventSource)
            .text(policy);
    Maps.write(out, tags);
    return out.bytes();
  }

  static BusDefinition read(byte[] value) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    return new BusDefinition(
        Maps.arn(in),
        in.u64(),
        in.u64(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        Maps.read(in));
  }
}
