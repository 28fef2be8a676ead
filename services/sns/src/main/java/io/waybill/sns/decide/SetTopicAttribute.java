package io.waybill.sns.decide;

import io.waybill.shapes.Unit;
import io.waybill.sns.state.Replay;
import io.waybill.sns.state.Step;
import io.waybill.sns.state.Topic;
import io.waybill.sns.state.TopicDefinition;

/// Changes one attribute of a topic.
public record SetTopicAttribute(String name, String value) implements Decision<Unit> {
  @Override
  public Unit decide(Topic topic, Step step) {
    TopicDefinition before = topic.definition();
    TopicDefinition after = before.with(before.attributes().changed(before.name(), name, value));
    step.topics().define(topic, after, step.transaction());
    followArchivePolicy(topic, step);
    return Unit.INSTANCE;
  }

  /// Archives from now on what is published, or no longer.
  ///
  /// AWS ("Message archiving for FIFO topic owners"): when the policy is deactivated, what was
  /// archived is deleted. Replays that still need it fail.
  static void followArchivePolicy(Topic topic, Step step) {
    boolean wanted = topic.definition().attributes().archiveDays() > 0;
    if (wanted == topic.archive().isActive()) {
      return;
    }
    if (wanted) {
      topic.archive().begin(step.now(), step.transaction());
      return;
    }
    topic.archive().end(step.transaction());
    for (Replay replay : topic.replays().underWay()) {
      step.topics().put(topic, replay.ended(Replay.Status.FAILED), 0, step.transaction());
    }
  }
}
