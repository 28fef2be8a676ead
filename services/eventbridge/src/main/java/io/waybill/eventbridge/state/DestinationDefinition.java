package io.waybill.eventbridge.state;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;

/// An API destination: an HTTP endpoint that events can go to.
///
/// @param arn ends with an id that a destination of the same name, made later, has not
/// @param perSecond how many events a second it may get
public record DestinationDefinition(
    Arn arn,
    String name,
    String description,
    String connectionArn,
    String endpoint,
    String method,
    int perSecond,
    long createdAt,
    long modifiedAt) {
  private static final int VERSION = 1;

  byte[] bytes() {
    return new ByteWriter(512)
        .u8(VERSION)
        .text(arn.toString())
        .text(name)
        .text(description)
        .text(connectionArn)
        .text(endpoint)
        .text(method)
        .count(perSecond)
        .u64(createdAt)
        .u64(modifiedAt)
        .bytes();
  }

  static DestinationDefinition read(byte[] value) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    return new DestinationDefinition(
        Maps.arn(in),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.text(),
        in.smallCount(),
        in.u64(),
        in.u64());
  }
}
