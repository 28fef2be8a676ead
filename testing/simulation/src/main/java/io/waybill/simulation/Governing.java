package io.waybill.simulation;

import io.waybill.shapes.Unit;
import io.waybill.simulation.QueueModel.Presence;
import io.waybill.sqs.api.CreateQueueRequest;
import io.waybill.sqs.api.CreateQueueResult;
import io.waybill.sqs.api.DeleteQueueRequest;
import io.waybill.sqs.api.GetQueueUrlRequest;
import io.waybill.sqs.api.GetQueueUrlResult;
import io.waybill.sqs.api.PurgeQueueRequest;
import io.waybill.sqs.api.SetQueueAttributesRequest;
import io.waybill.sqs.api.SqsApi;
import java.util.List;
import java.util.Map;

/// Creates, changes, purges and deletes queues.
final class Governing {
  private static final long PAUSE_MILLIS = 60_000;

  private Governing() {}

  /// The settings of a queue as a run has them.
  record Settings(int visibility, int delay, int retention, String deadLetters, int receivesMax) {
    static Settings random(QueueModel queue, List<String> deadLetterQueues, Chance chance) {
      String target = chance.oneIn(3) ? "" : chance.of(deadLetterQueues);
      boolean fits = !target.equals(queue.name) && target.endsWith(".fifo") == queue.fifo;
      return new Settings(
          chance.of(List.of(0, 1, 5, 30, 120)),
          chance.of(List.of(0, 0, 0, 3, 20)),
          chance.of(List.of(60, 300, 86_400, 86_400, 1_209_600)),
          fits ? target : "",
          chance.between(1, 3));
    }

    Map<String, String> attributes(World world) {
      String redrive =
          deadLetters.isEmpty()
              ? ""
              : "{\"deadLetterTargetArn\":\""
                  + world.queue(deadLetters).arn()
                  + "\",\"maxReceiveCount\":"
                  + receivesMax
                  + "}";
      return Map.of(
          "VisibilityTimeout", "" + visibility,
          "DelaySeconds", "" + delay,
          "MessageRetentionPeriod", "" + retention,
          "RedrivePolicy", redrive);
    }

    /// The queue has them from now on; what it had before may still have had effects.
    void apply(QueueModel queue) {
      queue.visibilitySeconds = visibility;
      queue.delaySeconds = delay;
      mayApply(queue);
    }

    void mayApply(QueueModel queue) {
      queue.visibilityLow = Math.min(queue.visibilityLow, visibility);
      queue.visibilityHigh = Math.max(queue.visibilityHigh, visibility);
      if (queue.fifo) {
        queue.messages.values().stream()
            .filter(each -> !each.inFlight)
            .forEach(
                each -> each.hiddenFrom = Math.min(each.hiddenFrom, each.sentAt + delay * 1000L));
      }
      queue.retentionMillis = Math.min(queue.retentionMillis, retention * 1000L);
      if (!deadLetters.isEmpty()) {
        queue.redrives.merge(deadLetters, receivesMax, Math::min);
      }
    }
  }

  static final class Creating extends Call<CreateQueueResult> {
    private final Settings settings;

    Creating(World world, QueueModel queue, Settings settings) {
      super(world, queue, "create with " + settings);
      this.settings = settings;
    }

    @Override
    boolean governs() {
      return true;
    }

    void begin() {
      settings.mayApply(queue);
      Map<String, String> attributes = new java.util.HashMap<>(settings.attributes(world));
      attributes.values().removeIf(String::isEmpty);
      if (queue.fifo) {
        attributes.put("FifoQueue", "true");
        attributes.put("ContentBasedDeduplication", "" + queue.deduplicatesByContent);
        attributes.put("DeduplicationScope", queue.deduplicatesByGroup ? "messageGroup" : "queue");
      }
      start(SqsApi.CREATE_QUEUE, new CreateQueueRequest(queue.name, attributes, null));
    }

    @Override
    void done(CreateQueueResult output) {
      if (queue.presence != Presence.THERE) {
        queue.presence = Presence.THERE;
        queue.forgetSent();
        queue.doubtfulIds.clear();
        queue.highestNumber = 0;
        settings.apply(queue);
      }
      new Finding(world, queue).begin();
    }

    @Override
    void refused(String code) {
      boolean exists = code.contains("Exists");
      boolean early = code.contains("Recently");
      boolean target = !settings.deadLetters.isEmpty() && !exists && !early;
      Violation.unless(
          exists
              ? queue.presence != Presence.ABSENT
              : early ? calledAt - queue.deletedAt <= PAUSE_MILLIS : target,
          this + " was refused: " + code);
    }

    @Override
    void inDoubt() {
      settings.mayApply(queue);
      queue.presence = Presence.UNKNOWN;
      queue.doubt = true;
    }
  }

  /// Whoever has a queue's creation answered finds it.
  private static final class Finding extends Call<GetQueueUrlResult> {
    Finding(World world, QueueModel queue) {
      super(world, queue, "find");
    }

    void begin() {
      start(SqsApi.GET_QUEUE_URL, new GetQueueUrlRequest(queue.name, null));
    }

    @Override
    void done(GetQueueUrlResult output) {
      Violation.unless(queue.url().equals(output.queueUrl()), this + " found another");
    }

    @Override
    void inDoubt() {}
  }

  static final class Changing extends Call<Unit> {
    private final Settings settings;

    Changing(World world, QueueModel queue, Settings settings) {
      super(world, queue, "change to " + settings);
      this.settings = settings;
    }

    @Override
    boolean governs() {
      return true;
    }

    void begin() {
      settings.mayApply(queue);
      start(
          SqsApi.SET_QUEUE_ATTRIBUTES,
          new SetQueueAttributesRequest(queue.url(), settings.attributes(world)));
    }

    @Override
    void done(Unit output) {
      settings.apply(queue);
    }

    @Override
    void refused(String code) {
      if (settings.deadLetters.isEmpty()) {
        super.refused(code);
      }
    }

    @Override
    void inDoubt() {
      queue.doubt = true;
    }
  }

  static final class Purging extends Call<Unit> {
    Purging(World world, QueueModel queue) {
      super(world, queue, "purge");
    }

    @Override
    boolean governs() {
      return true;
    }

    void begin() {
      start(SqsApi.PURGE_QUEUE, new PurgeQueueRequest(queue.url()));
    }

    @Override
    void done(Unit output) {
      queue.purgedAt = world.now();
      queue.forgetSent();
      emptied(world, queue);
    }

    @Override
    void refused(String code) {
      boolean early = code.contains("InProgress");
      if (!early) {
        super.refused(code);
      } else {
        Violation.unless(calledAt - queue.purgedAt <= PAUSE_MILLIS || queue.doubt, "" + this);
      }
    }

    @Override
    void inDoubt() {
      mayBeEmptied(world, queue, "a purge in doubt");
      queue.doubt = true;
      queue.purgedAt = world.now();
    }
  }

  static final class Deleting extends Call<Unit> {
    Deleting(World world, QueueModel queue) {
      super(world, queue, "delete queue");
    }

    @Override
    boolean governs() {
      return true;
    }

    void begin() {
      start(SqsApi.DELETE_QUEUE, new DeleteQueueRequest(queue.url()));
    }

    @Override
    void done(Unit output) {
      queue.presence = Presence.ABSENT;
      queue.deletedAt = world.now();
      emptied(world, queue);
      world.queues.values().stream()
          .filter(each -> each.redrives.containsKey(queue.name) || each.moving)
          .forEach(each -> each.bounced = true);
    }

    @Override
    void inDoubt() {
      mayBeEmptied(world, queue, "a deletion in doubt");
      queue.presence = Presence.UNKNOWN;
      queue.doubt = true;
      queue.deletedAt = world.now();
      queue.bounced = true;
    }
  }

  /// All that was in `queue` is gone; what may have been on its way there or away may be.
  private static void emptied(World world, QueueModel queue) {
    for (MessageModel each : List.copyOf(queue.messages.values())) {
      if (queue.mayHaveMoved(each) || queue.doubt) {
        each.maybeGone = "its queue was emptied, if it was still there";
      } else {
        world.drop(each);
      }
    }
    mayBeEmptied(world, queue, queue + " was emptied");
  }

  private static void mayBeEmptied(World world, QueueModel queue, String why) {
    queue.deduplication.replaceAll((id, sent) -> sent.unsure());
    for (QueueModel from : world.queues.values()) {
      for (MessageModel each : from.messages.values()) {
        if (from == queue || world.mayBeIn(queue, each)) {
          each.maybeGone = why;
        }
      }
    }
  }
}
