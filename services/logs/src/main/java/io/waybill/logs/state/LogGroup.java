package io.waybill.logs.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.engine.partition.KeySpace;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/// One group: its streams in memory, its events in the store.
public final class LogGroup {
  private static final int VERSION = 1;

  // AWS (PutLogEvents): each event counts its bytes and 26.
  private static final int EVENT_BYTES = 26;

  private static final int CLEARED_AT_ONCE = 1_000;

  private final KeySpace keys;
  private final LogStreams streams = new LogStreams();
  private final Filters filters;
  private final Places places;
  private final TreeMap<Integer, LogStream> gone = new TreeMap<>();
  private GroupDefinition definition;
  private long lastEvent;
  private int lastStream;
  private long storedBytes;

  LogGroup(PartitionNumber partition, GroupDefinition definition) {
    this.keys = new KeySpace(partition, LogsKeys.PROGRAM, definition.number());
    this.definition = definition;
    this.filters = new Filters(keys);
    this.places = new Places(keys);
  }

  void load(View view) {
    byte[] head = view.get(keys.first(LogsKeys.HEAD));
    if (head != null) {
      ByteReader in = new ByteReader(head);
      in.version(VERSION);
      lastEvent = in.u64();
      lastStream = in.u32();
      storedBytes = in.u64();
    }
    view.scan(
        keys.first(LogsKeys.STREAM),
        keys.end(LogsKeys.STREAM),
        (key, value) -> {
          streams.put(LogStream.read(KeySpace.name(key), value));
          return true;
        });
    view.scan(
        keys.first(LogsKeys.GONE),
        keys.end(LogsKeys.GONE),
        (key, value) -> {
          LogStream stream = LogStream.read("", value);
          gone.put(stream.number(), stream);
          return true;
        });
    filters.load(view);
  }

  public GroupDefinition definition() {
    return definition;
  }

  void define(GroupDefinition changed) {
    definition = changed;
  }

  /// What its events are held against as they come.
  public Filters filters() {
    return filters;
  }

  public long storedBytes() {
    return storedBytes;
  }

  public Optional<LogStream> stream(String name) {
    return streams.find(name);
  }

  public LogStreams streams() {
    return streams;
  }

  /// The streams whose names begin with `prefix`, by name.
  public List<LogStream> streamsNamed(String prefix) {
    return streams.named(prefix);
  }

  /// The name of a stream that is still there.
  public Optional<String> streamName(int number) {
    return streams.name(number);
  }

  public void createStream(String name, long now, Transaction transaction) {
    LogStream stream = LogStream.fresh(name, ++lastStream, now);
    streams.put(stream);
    transaction.put(keys.named(LogsKeys.STREAM, name), stream.bytes());
    save(transaction);
  }

  /// Removes a stream. Its events are passed over from now on, and are cleared later.
  void deleteStream(LogStream stream, Transaction transaction) {
    streams.remove(stream);
    transaction.delete(keys.named(LogsKeys.STREAM, stream.name()));
    if (stream.placed() && stream.ingestedMillis() > 0) {
      gone.put(stream.number(), stream);
      transaction.put(keys.numbered(LogsKeys.GONE, stream.number()), stream.bytes());
    }
  }

  /// Whether there are events of deleted streams.
  boolean hasGone() {
    return !gone.isEmpty();
  }

  /// Gives back the place of some events of a deleted stream.
  void clearSome(Transaction transaction) {
    Map.Entry<Integer, LogStream> first = gone.firstEntry();
    if (first == null) {
      return;
    }
    LogStream stream = first.getValue();
    Optional<Position> reached =
        places.removeSome(
            stream,
            CLEARED_AT_ONCE,
            transaction,
            each -> transaction.delete(LogsKeys.event(keys, each)));
    if (reached.isEmpty()) {
      gone.remove(stream.number());
      transaction.delete(keys.numbered(LogsKeys.GONE, stream.number()));
    } else {
      gone.put(stream.number(), stream.from(reached.get().millis()));
    }
  }

  /// One line to be stored.
  public record Line(long millis, String message) {}

  /// Appends lines, which are in the order of their times. Answers the events that they have
  /// become.
  public List<LogEvent> append(
      LogStream stream, List<Line> lines, long now, Transaction transaction) {
    List<LogEvent> events = new ArrayList<>(lines.size());
    for (Line line : lines) {
      Position position = new Position(line.millis, ++lastEvent);
      LogEvent event = new LogEvent(position, stream.number(), now, line.message);
      events.add(event);
      byte[] value = event.bytes();
      transaction.put(LogsKeys.event(keys, position), value);
      storedBytes += value.length + EVENT_BYTES;
    }
    places.put(stream, events, transaction);
    LogStream after = stream.with(lines.getFirst().millis, lines.getLast().millis, now);
    streams.put(after);
    transaction.put(keys.named(LogsKeys.STREAM, stream.name()), after.bytes());
    save(transaction);
    return events;
  }

  private void save(Transaction transaction) {
    transaction.put(
        keys.first(LogsKeys.HEAD),
        new ByteWriter(24).u8(VERSION).u64(lastEvent).u32(lastStream).u64(storedBytes).bytes());
  }

  /// Tells `visitor` the events from `from` up to, not including, `to`, until it has had enough.
  public void read(Position from, Position to, View view, Predicate<LogEvent> visitor) {
    if (from.compareTo(to) >= 0) {
      return;
    }
    view.scan(
        LogsKeys.event(keys, from),
        LogsKeys.event(keys, to),
        (key, value) -> visitor.test(LogEvent.read(LogsKeys.position(key), value)));
  }

  /// `from`, or where what is kept begins if that is later.
  public Position kept(Position from, long now) {
    Position kept = Position.at(definition.keptFrom(now));
    return from.compareTo(kept) < 0 ? kept : from;
  }

  /// The places of one stream's events.
  public Places places() {
    return places;
  }

  /// The event at a place that [#places] told; empty where retention has taken it since.
  public Optional<LogEvent> at(Position place, View view) {
    return Optional.ofNullable(view.get(LogsKeys.event(keys, place)))
        .map(value -> LogEvent.read(place, value));
  }

  /// Gives back the place of what is not kept any more.
  void sweep(long now, Transaction transaction) {
    long from = definition.keptFrom(now);
    if (from > 0) {
      transaction.deleteRange(
          LogsKeys.event(keys, Position.at(0)), LogsKeys.event(keys, Position.at(from)));
      places.drop(from, transaction);
    }
  }

  void clear(Transaction transaction) {
    transaction.deleteRange(keys.firstOfAll(), keys.endOfAll());
  }
}
