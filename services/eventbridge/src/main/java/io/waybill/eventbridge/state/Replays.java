package io.waybill.eventbridge.state;

import io.waybill.core.Arn;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The replays of a partition's buses: those under way take turns.
public final class Replays {
  private static final long BYTES_MAX = 1 << 20;

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
  Optional<ReplayDefinition> running() {
    return underWay.values().stream().findFirst();
  }

  long nextDue() {
    return underWay.isEmpty() ? Long.MAX_VALUE : 0;
  }

  /// The next events that `replay` has to bring: up to `most`, and no more behind a megabyte. Empty
  /// when it is through.
  public List<Archived> next(ReplayDefinition replay, int most, Step step) {
    List<Archived> events = new ArrayList<>();
    Optional<Archive> archive = step.buses().archives().find(replay.bus(), replay.archive());
    if (archive.isEmpty()) {
      return events;
    }
    boolean begun = replay.lastNumber() > 0;
    long[] bytes = {0};
    step.buses()
        .archives()
        .scan(
            archive.get().definition().number(),
            begun ? replay.lastMillis() : replay.fromMillis(),
            begun ? replay.lastNumber() + 1 : 0,
            replay.toMillis(),
            step.transaction(),
            (key, value) -> {
              String text = new String(value, 1, value.length - 1, StandardCharsets.UTF_8);
              events.add(new Archived(EventKeys.millis(key), EventKeys.number(key), text));
              bytes[0] += value.length;
              return events.size() < most && bytes[0] < BYTES_MAX;
            });
    return events;
  }
}
