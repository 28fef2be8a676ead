package io.waybill.eventbridge.state;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.eventbridge.model.Names;

/// What an archive is.
///
/// @param bus whose events it keeps
/// @param number under which its events are stored
/// @param pattern which of them; empty for all
/// @param retentionDays 0 for ever
public record ArchiveDefinition(
    Arn bus,
    String name,
    long number,
    String description,
    String pattern,
    int retentionDays,
    long createdAt) {
  private static final int VERSION = 1;

  public Arn arn() {
    return Names.sibling(bus, "archive/" + name);
  }

  byte[] bytes() {
    return new ByteWriter(256)
        .u8(VERSION)
        .text(bus.toString())
        .text(name)
        .u64(number)
        .text(description)
        .text(pattern)
        .count(retentionDays)
        .u64(createdAt)
        .bytes();
  }

  static ArchiveDefinition read(byte[] value) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    return new ArchiveDefinition(
        Maps.arn(in), in.text(), in.u64(), in.text(), in.text(), in.smallCount(), in.u64());
  }
}
