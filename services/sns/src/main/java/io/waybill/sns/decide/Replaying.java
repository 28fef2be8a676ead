package io.waybill.sns.decide;

import io.waybill.sns.model.Place;
import io.waybill.sns.model.ReplayPolicy;
import io.waybill.sns.state.Archive;
import io.waybill.sns.state.Letter;
import io.waybill.sns.state.Replay;
import io.waybill.sns.state.Step;
import io.waybill.sns.state.Subscription;
import io.waybill.sns.state.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Starts replays, stops them, and brings them on: a bounded piece at a time, with how far it came,
/// in one commit.
final class Replaying {
  private static final int PIECE = 200;

  private Replaying() {}

  /// Refuses a replay that the topic's archive cannot give.
  static void check(Topic topic, Optional<ReplayPolicy> policy, Place place, Step step) {
    if (policy.isEmpty()) {
      return;
    }
    if (!topic.archive().isActive()) {
      throw ReplayPolicy.cannot(place, "the topic has no ArchivePolicy");
    }
    int days = topic.definition().attributes().archiveDays();
    if (policy.get().fromMillis() < topic.archive().beginning(days, step.now())) {
      throw ReplayPolicy.cannot(place, "StartingPoint must not be before BeginningArchiveTime");
    }
    if (policy.get().fromMillis() > step.now()) {
      throw ReplayPolicy.cannot(place, "StartingPoint must not be in the future");
    }
  }

  /// Starts the replay that `policy` asks for, in place of any other; none where it is empty.
  static void start(
      Topic topic, Subscription subscription, Optional<ReplayPolicy> policy, Step step) {
    if (policy.isEmpty()) {
      step.topics().endReplay(topic, subscription, step.transaction());
      return;
    }
    Replay fresh =
        Replay.fresh(subscription.number(), policy.get().fromMillis(), policy.get().toMillis());
    step.topics().put(topic, fresh, 0, step.transaction());
  }

  /// Brings the next piece of `replay`, which is under way.
  static void goOn(Topic topic, Replay replay, Step step) {
    List<Letter> letters =
        topic.archive().read(replay.at(), replay.toMillis(), PIECE, step.transaction());
    if (letters.isEmpty()) {
      step.topics().put(topic, behindAll(replay, topic, step), 0, step.transaction());
      return;
    }
    String subscription =
        Optional.ofNullable(topic.at(replay.subscription())).map(Subscription::arn).orElse("");
    long accepted = 0;
    for (Letter letter : letters) {
      Letter again = letter.replayedTo(replay.subscription());
      step.topics()
          .trail()
          .write(
              letter.messageId(),
              "Replayed",
              letter.topicArn(),
              Map.of("subscription", subscription),
              step.transaction(),
              step.stamp());
      accepted = step.topics().outbox().accept(again.bytes(), step.transaction(), step.stamp());
    }
    Letter last = letters.getLast();
    Replay further = replay.at(new Archive.Position(last.millis(), last.sequence()));
    step.topics().put(topic, further, accepted, step.transaction());
  }

  /// There is nothing to bring now: it is through, unless it waits for what will be published.
  private static Replay behindAll(Replay replay, Topic topic, Step step) {
    boolean waits = replay.toMillis() != Long.MAX_VALUE && step.now() <= replay.toMillis();
    return waits ? replay.at(topic.archive().last()) : replay.ended(Replay.Status.COMPLETED);
  }
}
