package io.waybill.sns.decide;

import io.waybill.core.Arn;
import io.waybill.sns.model.Draft;
import io.waybill.sns.state.Archive;
import io.waybill.sns.state.Deduplication;
import io.waybill.sns.state.Letter;
import io.waybill.sns.state.Step;
import io.waybill.sns.state.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Publishes to a topic: all drafts, or none if one of them is not for such a topic.
///
/// @param baseUrl what links in the messages begin with
public record Publish(List<Draft> drafts, String baseUrl)
    implements Decision<List<Publish.Published>> {
  /// What became of a draft.
  ///
  /// @param sequence its number on a FIFO topic; 0 on others
  public record Published(UUID messageId, long sequence) {}

  @Override
  public List<Published> decide(Topic topic, Step step) {
    boolean fifo = topic.definition().isFifo();
    boolean byContent = topic.definition().attributes().contentBasedDeduplication();
    drafts.forEach(draft -> draft.checkFor(fifo, byContent));
    List<Published> published = new ArrayList<>(drafts.size());
    for (Draft draft : drafts) {
      published.add(fifo ? ordered(topic, draft, step) : accept(topic, draft, 0, "", step));
    }
    if (fifo) {
      topic.save(step.transaction());
    }
    return published;
  }

  /// AWS (FIFO): what is published again within five minutes is accepted, with the first one's id,
  /// and not delivered.
  private Published ordered(Topic topic, Draft draft, Step step) {
    String id = draft.effectiveDeduplicationId();
    boolean byGroup = topic.definition().attributes().deduplicatesByGroup();
    String scoped = byGroup ? draft.groupId() + '\n' + id : id;
    Optional<Deduplication.Accepted> before =
        topic.deduplication().accepted(scoped, step.now(), step.transaction());
    if (before.isPresent()) {
      Arn arn = topic.definition().arn();
      step.topics()
          .trail()
          .write(
              before.get().messageId(),
              "Duplicate",
              arn.toString(),
              Map.of("deduplicationId", id),
              step.transaction(),
              step.stamp());
      return new Published(before.get().messageId(), before.get().sequenceNumber());
    }
    Published published = accept(topic, draft, topic.takeSequence(), id, step);
    topic
        .deduplication()
        .remember(
            scoped,
            new Deduplication.Accepted(published.messageId, published.sequence),
            step.now(),
            step.transaction());
    return published;
  }

  private Published accept(
      Topic topic, Draft draft, long sequence, String deduplicationId, Step step) {
    UUID id = step.stamp().uuid();
    String arn = topic.definition().arn().toString();
    Letter letter =
        new Letter(
            Letter.Kind.NOTIFICATION,
            topic.definition().number(),
            arn,
            topic.lastSubscription(),
            Letter.NOBODY,
            id,
            step.now(),
            baseUrl,
            draft,
            sequence,
            deduplicationId,
            0);
    byte[] bytes = letter.bytes();
    if (topic.archive().isActive()) {
      topic.archive().add(new Archive.Position(step.now(), sequence), bytes, step.transaction());
    }
    topic.metrics().published++;
    topic.metrics().publishedBytes += draft.size();
    step.topics().trail().write(id, "Published", arn, Map.of(), step.transaction(), step.stamp());
    step.topics().outbox().accept(bytes, step.transaction(), step.stamp());
    return new Published(id, sequence);
  }
}
