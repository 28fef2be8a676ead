package io.waybill.sns.decide;

import io.waybill.engine.outbox.Deliverer;
import io.waybill.sns.state.Happenings;
import io.waybill.sns.state.Replay;
import io.waybill.sns.state.Step;
import io.waybill.sns.state.Subscription;
import io.waybill.sns.state.Topic;
import io.waybill.sns.state.Topics;
import java.util.Optional;
import java.util.function.Function;

/// What happens to topics by itself: subscriptions that nobody confirmed go, and deduplication ids
/// are forgotten.
public final class DueWork implements Happenings {
  private static final int PIECE = 500;

  private final Function<Topics, Deliverer> deliverers;

  public DueWork(Function<Topics, Deliverer> deliverers) {
    this.deliverers = deliverers;
  }

  @Override
  public Deliverer deliverer(Topics topics) {
    return deliverers.apply(topics);
  }

  @Override
  public void due(Topic topic, Step step) {
    for (int i = 0; i < PIECE; i++) {
      Optional<Subscription> first =
          topic.firstPending().filter(each -> each.tokenUntil() <= step.now());
      if (first.isEmpty()) {
        break;
      }
      step.topics().remove(topic, first.get(), step.transaction());
    }
    topic.deduplication().forget(step.now(), step.transaction());
    int days = topic.definition().attributes().archiveDays();
    topic.archive().expire(days, step.now(), step.transaction());
  }

  @Override
  public void goOn(Topic topic, Replay replay, Step step) {
    Replaying.goOn(topic, replay, step);
  }
}
