package io.waybill.sns.state;

import io.waybill.engine.partition.KeySpace;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The replays of a topic: the latest of each subscription that ever had one.
public final class TopicReplays {
  private final KeySpace keys;
  private final Map<Integer, Replay> bySubscription = new HashMap<>();

  TopicReplays(KeySpace keys, View view) {
    this.keys = keys;
    view.scan(
        keys.first(SnsKeys.REPLAY),
        keys.end(SnsKeys.REPLAY),
        (key, value) -> {
          int subscription = KeySpace.number(key);
          bySubscription.put(subscription, Replay.read(subscription, value));
          return true;
        });
  }

  public Optional<Replay> of(int subscription) {
    return Optional.ofNullable(bySubscription.get(subscription));
  }

  /// Whether `letter`, which is on its way from the topic, must not reach `subscription` so.
  public boolean cover(int subscription, Letter letter) {
    Replay replay = bySubscription.get(subscription);
    return replay != null && replay.covers(letter);
  }

  public List<Replay> underWay() {
    return bySubscription.values().stream().filter(Replay::isUnderWay).toList();
  }

  void put(Replay replay, Transaction transaction) {
    bySubscription.put(replay.subscription(), replay);
    transaction.put(keys.numbered(SnsKeys.REPLAY, replay.subscription()), replay.bytes());
  }

  void remove(int subscription, Transaction transaction) {
    if (bySubscription.remove(subscription) != null) {
      transaction.delete(keys.numbered(SnsKeys.REPLAY, subscription));
    }
  }
}
