package io.waybill.eventbridge.state;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.eventbridge.api.ReplayState;
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
/// @param dueAt when it goes on; 0 for as soon as may be
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
    long dueAt,
    long endedAt) {
  private static final int VERSION = 2;

  /// AWS starts and cancels a replay in the course of seconds, in which it can be seen and, while
  /// it starts, cancelled.
  private static final long STARTING_MILLIS = 5_000;

  private static final long CANCELLING_MILLIS = 2_000;

  public Arn arn() {
    return Names.sibling(bus, "replay/" + name);
  }

  public Arn archiveArn() {
    return Names.sibling(bus, "archive/" + archive);
  }

  /// Why it is in its state; empty where there is nothing to say.
  public String stateReason() {
    return state.equals(ReplayState.FAILED) ? "The archive or the event bus was deleted." : "";
  }

  public boolean isUnderWay() {
    return endedAt == 0;
  }

  /// One that starts.
  public static ReplayDefinition starting(
      Arn bus,
      String name,
      String archive,
      String description,
      List<String> rules,
      long fromMillis,
      long toMillis,
      long nowMillis) {
    return new ReplayDefinition(
        bus,
        name,
        archive,
        description,
        rules,
        fromMillis,
        toMillis,
        ReplayState.STARTING,
        nowMillis,
        0,
        0,
        nowMillis + STARTING_MILLIS,
        0);
  }

  /// This one, having brought the event `number` of the time `millis`.
  public ReplayDefinition running(long millis, long number) {
    return changed(ReplayState.RUNNING, millis, number, 0, 0);
  }

  public ReplayDefinition cancelling(long nowMillis) {
    return changed(
        ReplayState.CANCELLING, lastMillis, lastNumber, nowMillis + CANCELLING_MILLIS, 0);
  }

  public ReplayDefinition ended(String how, long nowMillis) {
    return changed(how, lastMillis, lastNumber, 0, nowMillis);
  }

  private ReplayDefinition changed(String to, long millis, long number, long due, long ended) {
    return new ReplayDefinition(
        bus,
        name,
        archive,
        description,
        rules,
        fromMillis,
        toMillis,
        to,
        startedAt,
        millis,
        number,
        due,
        ended);
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
        .u64(dueAt)
        .bytes();
  }

  static ReplayDefinition read(byte[] value) {
    ByteReader in = new ByteReader(value);
    int version = in.version(VERSION);
    Arn bus = Maps.arn(in);
    String name = in.text();
    String archive = in.text();
    String description = in.text();
    List<String> rules = rules(in);
    long from = in.u64();
    long to = in.u64();
    String state = in.text();
    long started = in.u64();
    long lastMillis = in.u64();
    long lastNumber = in.u64();
    long ended = in.u64();
    long due = version < 2 ? 0 : in.u64();
    return new ReplayDefinition(
        bus,
        name,
        archive,
        description,
        rules,
        from,
        to,
        state,
        started,
        lastMillis,
        lastNumber,
        due,
        ended);
  }

  private static List<String> rules(ByteReader in) {
    List<String> rules = new ArrayList<>();
    for (int left = in.smallCount(); left > 0; left--) {
      rules.add(in.text());
    }
    return List.copyOf(rules);
  }
}
