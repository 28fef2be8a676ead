package io.waybill.eventbridge.state;

import io.waybill.core.Arn;
import io.waybill.engine.outbox.Outbox;
import io.waybill.engine.partition.Piece;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import io.waybill.eventbridge.api.ReplayState;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The replays of a partition's buses: those under way take turns.
public final class Replays {
  /// An archived event.
  public record Archived(long millis, long number, String text) {}

  private record Place(String bus, String name) {}

  private final EventKeys keys;
  private final Catalog catalog;
  private final Map<Place, ReplayDefinition> underWay = new LinkedHashMap<>();

  Replays(EventKeys keys, Catalog catalog, View view) {
    this.keys = keys;
    this.catalog = catalog;
    view.scan(
        keys.single(EventKeys.REPLAY),
        keys.end(EventKeys.REPLAY),
        (key, value) -> {
          ReplayDefinition replay = ReplayDefinition.read(value);
          note(replay);
          announce(replay);
          return true;
        });
  }

  private void note(ReplayDefinition replay) {
    Place place = new Place(replay.bus().toString(), replay.name());
    underWay.remove(place);
    if (replay.isUnderWay()) {
      underWay.put(place, replay);
    }
  }

  private void announce(ReplayDefinition replay) {
    catalog.replays().put(replay.bus().account(), replay.bus().region(), replay.name(), replay);
  }

  /// Stores `replay`, new or changed.
  public void put(ReplayDefinition replay, Transaction transaction) {
    note(replay);
    transaction.put(
        keys.named(EventKeys.REPLAY, replay.bus().toString(), replay.name()), replay.bytes());
    transaction.afterCommit(() -> announce(replay));
  }

  /// The replay `name`, if it is under way.
  public Optional<ReplayDefinition> underWay(Arn bus, String name) {
    return Optional.ofNullable(underWay.get(new Place(bus.toString(), name)));
  }

  /// The replay whose turn it is.
  Optional<ReplayDefinition> next(Outbox outbox, long nowMillis) {
    return underWay.values().stream().filter(each -> due(each, outbox) <= nowMillis).findFirst();
  }

  long nextDue(Outbox outbox) {
    long due = Long.MAX_VALUE;
    for (ReplayDefinition each : underWay.values()) {
      due = Math.min(due, due(each, outbox));
    }
    return due;
  }

  /// What a replay brings waits in its archive and not, once more, in the outbox.
  private static long due(ReplayDefinition replay, Outbox outbox) {
    boolean brings = !replay.state().equals(ReplayState.CANCELLING);
    return brings && !outbox.isAbreast() ? Long.MAX_VALUE : replay.dueAt();
  }

  /// The next events that `replay` has to bring: up to `most`, and no more behind a megabyte. None
  /// when it is through; empty where there is no archive any more.
  public Optional<List<Archived>> next(ReplayDefinition replay, int most, Step step) {
    Optional<Archive> archive = step.buses().archives().find(replay.bus(), replay.archive());
    if (archive.isEmpty()) {
      return Optional.empty();
    }
    boolean begun = replay.lastNumber() > 0;
    List<Piece.Entry> piece =
        step.buses()
            .archives()
            .read(
                archive.get().definition().number(),
                begun ? replay.lastMillis() : replay.fromMillis(),
                begun ? replay.lastNumber() + 1 : 0,
                replay.toMillis(),
                most,
                step.transaction());
    return Optional.of(piece.stream().map(Replays::archived).toList());
  }

  private static Archived archived(Piece.Entry entry) {
    byte[] value = entry.value();
    String text = new String(value, 1, value.length - 1, StandardCharsets.UTF_8);
    return new Archived(EventKeys.millis(entry.key()), EventKeys.number(entry.key()), text);
  }
}
