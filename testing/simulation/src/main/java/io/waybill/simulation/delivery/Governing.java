package io.waybill.simulation.delivery;

import io.waybill.shapes.Unit;
import io.waybill.simulation.Chance;
import io.waybill.simulation.delivery.Source.Presence;
import io.waybill.sqs.api.CreateQueueRequest;
import io.waybill.sqs.api.CreateQueueResult;
import io.waybill.sqs.api.DeleteQueueRequest;
import io.waybill.sqs.api.SqsApi;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// Decides what is changed next.
final class Governing {
  private static final String QUEUES = "queues";

  private Governing() {}

  static void random(Town town) {
    Chance chance = town.chance;
    if (chance.oneIn(12)) {
      ReplayChanges.random(town);
    } else if (!town.confirmations.isEmpty() && chance.oneIn(2)) {
      SnsChanges.confirm(town);
    } else if (chance.oneIn(4)) {
      queue(town, chance.of(List.copyOf(town.queues.keySet())), false);
    } else {
      slot(town, chance.of(List.copyOf(town.slots.values())));
    }
  }

  private static void slot(Town town, Slot slot) {
    String what = slot.isOfTopic() ? slot.source.name : slot.rule;
    if (town.busy.contains(what) || !slot.isKnown() || slot.source.presence == Presence.UNKNOWN) {
      return;
    }
    if (slot.isOfTopic()) {
      SnsChanges.random(town, slot);
    } else {
      EventChanges.random(town, slot);
    }
  }

  static Set<String> kinds(Chance chance) {
    Set<String> kinds = new TreeSet<>();
    while (kinds.isEmpty() || chance.oneIn(3)) {
      kinds.add(chance.of(List.copyOf(new TreeSet<>(Terms.KINDS))));
    }
    return kinds;
  }

  /// Makes a queue or deletes it.
  static void queue(Town town, String queue, boolean mustBe) {
    if (town.busy.contains(QUEUES)) {
      return;
    }
    boolean there = town.queues.get(queue) == Presence.THERE;
    if (there && (mustBe || !town.chance.oneIn(3))) {
      return;
    }
    if (there) {
      town.emptied(queue);
      new Change<Unit>(town, "delete queue " + queue, QUEUES)
          .then(output -> {
            town.emptied(queue);
            town.queues.put(queue, Presence.ABSENT);
          })
          .orDoubt(() -> town.queues.put(queue, Presence.UNKNOWN))
          .begin(SqsApi.DELETE_QUEUE, new DeleteQueueRequest(url(queue)));
      return;
    }
    Map<String, String> attributes = new HashMap<>();
    attributes.put("MessageRetentionPeriod", "1209600");
    if (queue.endsWith(".fifo")) {
      attributes.put("FifoQueue", "true");
    }
    new Change<CreateQueueResult>(town, "create queue " + queue, QUEUES)
        .then(output -> town.queues.put(queue, Presence.THERE))
        .orDoubt(() -> town.queues.put(queue, Presence.UNKNOWN))
        .begin(SqsApi.CREATE_QUEUE, new CreateQueueRequest(queue, attributes, null));
  }

  static String url(String queue) {
    return "http://localhost:4566/000000000000/" + queue;
  }

  static String arn(String queue) {
    return "arn:aws:sqs:eu-west-1:000000000000:" + queue;
  }
}
