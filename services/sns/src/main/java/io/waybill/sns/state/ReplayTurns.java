package io.waybill.sns.state;

import io.waybill.engine.outbox.Outbox;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// The replays of a partition that are under way, which take turns.
///
/// Each brings a piece, and the next one when that is settled: a queue that takes nothing has a
/// piece waiting, not an archive.
final class ReplayTurns {
  /// A replay whose turn it is.
  record Turn(Topic topic, Replay replay) {}

  /// @param accepted the last consignment that was made of it
  private record UnderWay(Topic topic, int subscription, long accepted) {}

  private final Map<Long, UnderWay> byTarget = new LinkedHashMap<>();

  /// `replay` began, came a piece further, or ended.
  ///
  /// @param accepted the last consignment that was made of it; 0 for none
  void note(Topic topic, Replay replay, long accepted) {
    long target = Targets.of(topic.definition().number(), replay.subscription());
    byTarget.remove(target);
    if (replay.isUnderWay()) {
      byTarget.put(target, new UnderWay(topic, replay.subscription(), accepted));
    }
  }

  void forget(Topic topic, int subscription) {
    byTarget.remove(Targets.of(topic.definition().number(), subscription));
  }

  long nextDue(Outbox outbox) {
    long due = Long.MAX_VALUE;
    for (Map.Entry<Long, UnderWay> each : byTarget.entrySet()) {
      due = Math.min(due, due(each.getKey(), each.getValue(), outbox));
    }
    return due;
  }

  /// The one that is due and waits longest.
  Optional<Turn> next(Outbox outbox, long nowMillis) {
    for (Map.Entry<Long, UnderWay> each : byTarget.entrySet()) {
      UnderWay it = each.getValue();
      if (due(each.getKey(), it, outbox) <= nowMillis) {
        return it.topic.replays().of(it.subscription).map(replay -> new Turn(it.topic, replay));
      }
    }
    return Optional.empty();
  }

  private static long due(long target, UnderWay it, Outbox outbox) {
    Subscription subscription = it.topic.at(it.subscription);
    Optional<Replay> replay = it.topic.replays().of(it.subscription);
    if (subscription == null
        || subscription.isPending()
        || replay.isEmpty()
        || !outbox.isSettled(target, it.accepted)) {
      return Long.MAX_VALUE;
    }
    boolean hasMore = it.topic.archive().last().compareTo(replay.get().at()) > 0;
    return hasMore ? 0 : replay.get().overAt();
  }
}
