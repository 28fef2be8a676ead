package io.waybill.eventbridge.state;

import io.waybill.core.Arn;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.engine.partition.Piece;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import io.waybill.eventbridge.model.ArchiveRules;
import io.waybill.shapes.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The archives of a partition's buses.
///
/// Events stand by their own time, which is how a replay asks for them, and are indexed by when
/// they came, which is how they expire: a caller may put an event of last year.
public final class Archives {
  private static final int VERSION = 1;
  private static final int EXPIRED_AT_ONCE_MAX = 500;
  private static final long PIECE_BYTES_MAX = 1 << 20;

  private record Place(String bus, String name) {}

  private final EventKeys keys;
  private final Catalog catalog;
  private final Map<Place, Archive> byPlace = new HashMap<>();

  Archives(EventKeys keys, Catalog catalog, View view) {
    this.keys = keys;
    this.catalog = catalog;
    view.scan(
        keys.single(EventKeys.ARCHIVE),
        keys.end(EventKeys.ARCHIVE),
        (key, value) -> {
          ArchiveDefinition definition = ArchiveDefinition.read(value);
          Archive archive = new Archive(definition, counts(definition.number(), view));
          archive.oldestAt(oldest(definition.number(), view));
          byPlace.put(place(definition), archive);
          announce(archive);
          return true;
        });
  }

  private Archive.Counts counts(long number, View view) {
    byte[] value = view.get(keys.numbered(EventKeys.ARCHIVE_COUNTS, number));
    if (value == null) {
      return Archive.Counts.NONE;
    }
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    return new Archive.Counts(in.u64(), in.u64(), in.u64());
  }

  private long oldest(long number, View view) {
    long[] found = {Long.MAX_VALUE};
    view.scan(
        keys.numbered(EventKeys.ARCHIVED_AT, number),
        keys.numbered(EventKeys.ARCHIVED_AT, number + 1),
        (key, value) -> {
          found[0] = EventKeys.millis(key);
          return false;
        });
    return found[0];
  }

  private void announce(Archive archive) {
    ArchiveDefinition it = archive.definition();
    catalog.archives().put(it.bus().account(), it.bus().region(), it.name(), archive);
  }

  private static Place place(ArchiveDefinition definition) {
    return new Place(definition.bus().toString(), definition.name());
  }

  public Optional<Archive> find(Arn bus, String name) {
    return Optional.ofNullable(byPlace.get(new Place(bus.toString(), name)));
  }

  /// Makes an archive, or changes what it is.
  public void define(ArchiveDefinition definition, Transaction transaction) {
    Archive archive =
        byPlace.computeIfAbsent(
            place(definition), any -> new Archive(definition, Archive.Counts.NONE));
    archive.define(definition);
    transaction.put(key(definition), definition.bytes());
    transaction.afterCommit(() -> announce(archive));
  }

  /// Removes an archive and all it holds, at a cost that does not depend on how much that is.
  public void delete(Archive archive, Transaction transaction) {
    ArchiveDefinition it = archive.definition();
    byPlace.remove(place(it));
    transaction.delete(key(it));
    transaction.delete(keys.numbered(EventKeys.ARCHIVE_COUNTS, it.number()));
    for (char kind : new char[] {EventKeys.ARCHIVED, EventKeys.ARCHIVED_AT}) {
      transaction.deleteRange(
          keys.numbered(kind, it.number()), keys.numbered(kind, it.number() + 1));
    }
    transaction.afterCommit(
        () -> catalog.archives().remove(it.bus().account(), it.bus().region(), it.name()));
  }

  private byte[] key(ArchiveDefinition definition) {
    return keys.named(EventKeys.ARCHIVE, definition.bus().toString(), definition.name());
  }

  /// Keeps `event` in the archive that `rule` is for.
  public void add(Arn bus, RuleDefinition rule, String event, Step step) {
    ArchiveRules.archive(rule.name())
        .flatMap(name -> find(bus, name))
        .ifPresent(archive -> add(archive, event, step));
  }

  private void add(Archive archive, String event, Step step) {
    Archive.Counts before = archive.counts();
    long number = before.lastNumber() + 1;
    long owner = archive.definition().number();
    JsonValue.Obj read = JsonValue.parseObject(event).orElseThrow();
    long happened = time(read).orElse(step.now());
    Transaction transaction = step.transaction();
    transaction.put(
        keys.timed(EventKeys.ARCHIVED, owner, happened, number),
        new ByteWriter(event.length() + 1)
            .u8(VERSION)
            .raw(event.getBytes(StandardCharsets.UTF_8))
            .bytes());
    transaction.put(
        keys.timed(EventKeys.ARCHIVED_AT, owner, step.now(), number),
        new ByteWriter(9).u8(VERSION).u64(happened).bytes());
    count(
        archive,
        new Archive.Counts(before.events() + 1, before.bytes() + ArchiveRules.size(read), number),
        transaction);
    archive.oldestAt(Math.min(archive.oldestAt(), step.now()));
  }

  private void count(Archive archive, Archive.Counts counts, Transaction transaction) {
    archive.count(counts);
    transaction.put(
        keys.numbered(EventKeys.ARCHIVE_COUNTS, archive.definition().number()),
        new ByteWriter(25)
            .u8(VERSION)
            .u64(counts.events())
            .u64(counts.bytes())
            .u64(counts.lastNumber())
            .bytes());
  }

  private static long size(byte[] stored) {
    String event = new String(stored, 1, stored.length - 1, StandardCharsets.UTF_8);
    return JsonValue.parseObject(event).map(ArchiveRules::size).orElse(0L);
  }

  private static Optional<Long> time(JsonValue.Obj event) {
    try {
      return event
          .get("time")
          .flatMap(value ->
              value instanceof JsonValue.Text(String text)
                  ? Optional.of(Instant.parse(text).toEpochMilli())
                  : Optional.empty());
    } catch (DateTimeParseException notATime) {
      return Optional.empty();
    }
  }

  /// The archived events from one place to a time, by their time: up to `most`, and no more behind
  /// a megabyte.
  ///
  /// @param number only events behind this number at `fromMillis` itself
  List<Piece.Entry> read(
      long archive, long fromMillis, long number, long toMillis, int most, View view) {
    return Piece.read(
        view,
        keys.timed(EventKeys.ARCHIVED, archive, fromMillis, number),
        keys.timed(EventKeys.ARCHIVED, archive, toMillis, 0),
        most,
        PIECE_BYTES_MAX);
  }

  long nextDue() {
    return byPlace.values().stream().mapToLong(Archive::nextDue).min().orElse(Long.MAX_VALUE);
  }

  /// Drops a piece of what is older than its archive keeps it.
  void expire(long nowMillis, Transaction transaction) {
    for (Archive archive : byPlace.values()) {
      if (archive.nextDue() <= nowMillis) {
        expire(archive, nowMillis, transaction);
      }
    }
  }

  private void expire(Archive archive, long nowMillis, Transaction transaction) {
    long owner = archive.definition().number();
    long upTo = nowMillis - archive.definition().retentionDays() * 86_400_000L;
    List<Piece.Entry> due =
        Piece.read(
            transaction,
            keys.timed(EventKeys.ARCHIVED_AT, owner, archive.oldestAt(), 0),
            keys.timed(EventKeys.ARCHIVED_AT, owner, upTo + 1, 0),
            EXPIRED_AT_ONCE_MAX,
            PIECE_BYTES_MAX);
    long bytes = 0;
    for (Piece.Entry each : due) {
      long happened = new ByteReader(each.value(), 1).u64();
      byte[] event = keys.timed(EventKeys.ARCHIVED, owner, happened, EventKeys.number(each.key()));
      byte[] stored = transaction.get(event);
      bytes += stored == null ? 0 : size(stored);
      transaction.delete(event);
      transaction.delete(each.key());
    }
    Archive.Counts before = archive.counts();
    count(
        archive,
        new Archive.Counts(
            before.events() - due.size(), before.bytes() - bytes, before.lastNumber()),
        transaction);
    archive.oldestAt(oldest(owner, transaction));
  }
}
