package io.waybill.eventbridge.state;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.eventbridge.model.Names;
import java.util.ArrayList;
import java.util.List;

/// A replay and how far it is.
///
/// @param bus where the events go; the archive is of the same bus
/// @param rules the ARNs of the rules that may have them; empty for all
/// @param fromMillis the first time of an event that is replayed
/// @param toMillis behind the last
/// @param state AWS's word
/// @param lastMillis the time of the event that was replayed last; 0 before the first
/// @param lastNumber its number in the archive
/// @param endedAt 0 while it is under way
public record ReplayDefinition(
    Arn bus,
    String name,
    String archive,
    String description,
    List<String> rules,
    long fromMillis,
    long toMillis,
    String state,
    long startedAt,
    long lastMillis,
    long lastNumber,
    long endedAt) {
  private static final int VERSION = 1;

  public Arn arn() {
    return Names.sibling(bus, "replay/" + name);
  }

  public Arn archiveArn() {
    return Names.sibling(bus, "archive/" + archive);
  }

  public boolean isUnderWay() {
    return endedAt == 0;
  }

  public ReplayDefinition at(String changed, long millis, long number) {
    return new ReplayDefinition(
        bus,
        name,
        archive,
        description,
        rules,
        fromMillis,
        toMillis,
        changed,
        startedAt,
        millis,
        number,
        endedAt);
  }

  public ReplayDefinition ended(String changed, long nowMillis) {
    return new ReplayDefinition(
        bus,
        name,
        archive,
        description,
        rules,
        fromMillis,
        toMillis,
        changed,
        startedAt,
        lastMillis,
        lastNumber,
        nowMillis);
  }

  byte[] bytes() {
    ByteWriter out =
        new ByteWriter(256)
            .u8(VERSION)
            .text(bus.toString())
            .text(name)
            .text(archive)
            .text(description)
            .count(rules.size());
    rules.forEach(out::text);
    return out.u64(fromMillis)
        .u64(toMillis)
        .text(state)
        .u64(startedAt)
        .u64(lastMillis)
        .u64(lastNumber)
        .u64(endedAt)
        .bytes();
  }

  static ReplayDefinition read(byte[] value) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    return new ReplayDefinition(
        Maps.arn(in),
        in.text(),
        in.text(),
        in.text(),
        rules(in),
        in.u64(),
        in.u64(),
        in.text(),
        in.u64(),
        in.u64(),
        in.u64(),
        in.u64());
  }

  private static List<String> rules(ByteReader in) {
    List<String> rules = new ArrayList<>();
    for (int left = in.smallCount(); left > 0; left--) {
      rules.add(in.text());
    }
    return List.copyOf(rules);
  }
}
