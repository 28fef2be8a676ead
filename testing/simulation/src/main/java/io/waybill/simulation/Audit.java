package io.waybill.simulation;

import io.waybill.engine.partition.Transaction;
import io.waybill.simulation.QueueModel.Presence;
import io.waybill.sqs.model.QueueAttributes;
import io.waybill.sqs.state.Inventory;
import io.waybill.sqs.state.Inventory.Held;
import io.waybill.sqs.state.Inventory.Place;
import io.waybill.sqs.state.Queue;
import io.waybill.sqs.state.Queues;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Compares everything that is stored and in memory with the model, while nothing is under way.
/// What the model could not know it learns here.
final class Audit {
  private final World world;
  private final Map<String, Inventory> inventories = new LinkedHashMap<>();
  private final Map<QueueModel, Queue> current = new HashMap<>();
  private final Map<String, String> seenIn = new HashMap<>();

  private Audit(World world) {
    this.world = world;
  }

  /// Lets the server come to rest, then looks. Answers how many messages are left.
  static int run(World world) {
    world.log("audit");
    world.machine.inspect((queues, transaction) -> {});
    world.machine.settle();
    world.check();
    Audit audit = new Audit(world);
    world.machine.inspect(audit::look);
    requireArrived(world);
    world.queues.values().forEach(audit::checkPresence);
    List<MessageModel> before =
        world.queues.values().stream().flatMap(each -> each.messages.values().stream()).toList();
    audit.inventories.forEach((name, inventory) -> audit.compare(world.queue(name), inventory));
    before.forEach(audit::checkNotLost);
    audit.checkCalls();
    world.queues.values().forEach(audit::forgetDoubts);
    world.auditedAt = world.now();
    return audit.seenIn.size();
  }

  /// Looks only whether what is there fits together: after a power cut that may have taken what was
  /// acknowledged.
  static void soundness(World world) {
    world.machine.inspect((queues, transaction) -> {});
    world.machine.settle();
    world.check();
    world.machine.inspect((queues, transaction) ->
        queues.all().forEach(queue -> requireSound(Inventory.of(queue, transaction))));
    requireArrived(world);
  }

  private static void requireSound(Inventory inventory) {
    Violation.unless(
        inventory.problems().isEmpty(), "unsound: " + String.join("\n", inventory.problems()));
  }

  private static void requireArrived(World world) {
    Violation.unless(
        world.machine.transfersUnderWay() == 0,
        world.machine.transfersUnderWay() + " transfers do not arrive");
  }

  private void look(Queues queues, Transaction transaction) {
    for (Queue queue : queues.all()) {
      String name = queue.definition().arn().resource();
      Inventory inventory = Inventory.of(queue, transaction);
      requireSound(inventory);
      inventories.put(name, inventory);
      learn(world.queue(name), queue);
    }
  }

  private void learn(QueueModel model, Queue queue) {
    if (model.presence == Presence.UNKNOWN || model.doubt) {
      QueueAttributes attributes = queue.definition().attributes();
      model.visibilitySeconds = attributes.visibilityTimeoutSeconds();
      model.delaySeconds = attributes.delaySeconds();
    }
    model.moving |= queue.moveTask() != null;
    current.put(model, queue);
  }

  private void checkPresence(QueueModel queue) {
    boolean there = inventories.containsKey(queue.name);
    Violation.unless(
        queue.presence == Presence.UNKNOWN || there == (queue.presence == Presence.THERE),
        "queue " + queue + " should be " + queue.presence);
    queue.presence = there ? Presence.THERE : Presence.ABSENT;
  }

  private void compare(QueueModel queue, Inventory inventory) {
    Map<String, Long> last = new HashMap<>();
    String early = "";
    for (Held held : inventory.held()) {
      MessageModel message = identify(queue, held);
      compare(queue, held, message);
      if (message.group != null && held.place() != Place.DELAYED) {
        Long before = last.put(message.group, message.number);
        early = before == null || before < message.number ? early : message + " after " + before;
      }
    }
    Violation.unless(
        early.isEmpty() || !queue.fifo || queue.bounced, queue + " is out of order: " + early);
    queue.bounced = queue.fifo && !early.isEmpty();
  }

  private MessageModel identify(QueueModel queue, Held held) {
    String body = new String(held.message().body(), StandardCharsets.UTF_8);
    String token = body.substring(0, body.indexOf('x'));
    Violation.unless(!world.gone.contains(token), token + " is gone, but stored in " + queue);
    String other = seenIn.put(token, queue.name);
    Violation.unless(other == null, token + " is in " + queue + " and in " + other);
    MessageModel message = world.find(token);
    if (message == null) {
      throw new Violation("nobody sent " + token);
    }
    String id = held.message().id().toString();
    if (message.place != queue) {
      relocate(queue, held, message);
    } else if (!message.id.isEmpty() && !message.id.equals(id)) {
      cameRound(queue, message);
    }
    String deduplication = held.message().deduplicationId();
    if (!message.acknowledged && queue.fifo && deduplication != null) {
      queue.deduplication.put(
          queue.remembered(message.group, deduplication), Sending.untold(token, held.message()));
    }
    message.maybeGone = null;
    message.acknowledged = true;
    message.number = held.message().sequenceNumber();
    queue.highestNumber = Math.max(queue.highestNumber, message.number);
    message.sentAt = held.message().sentAt();
    message.id = id;
    return message;
  }

  /// It went to a dead-letter queue, and a move task brought it back.
  private void cameRound(QueueModel queue, MessageModel message) {
    Violation.unless(world.mayHaveComeRound(queue), "the id has changed of " + message);
    message.moveTo(queue);
    message.received = 0;
  }

  private void relocate(QueueModel queue, Held held, MessageModel message) {
    QueueModel from = message.place;
    Integer most = from.redrives.get(queue.name);
    boolean deadLetter =
        most != null
            && from.arn().equals(held.message().deadLetterSource())
            && held.message().receivedBefore() >= most;
    boolean moved = from.moving && from.moveTargets.contains(queue.name);
    boolean both = world.mayBeIn(queue, message);
    Violation.unless(
        deadLetter || moved || both || from.bounced, message + " must not be in " + queue);
    message.moveTo(queue);
    if (!deadLetter) {
      message.received = 0; // a moved message is a new one
    }
  }

  private void compare(QueueModel queue, Held held, MessageModel message) {
    long now = world.now();
    String what = held.place() + " until " + held.visibleAt() + ", now " + now + ": " + message;
    int count = held.attempts().count();
    int total = held.message().receivedBefore() + count;
    Violation.unless(
        total >= message.received
            && (total == message.received || queue.doubt || message.attempts == 0),
        "received " + count + " times here, " + total + " in all, " + what);
    Violation.unless(
        held.place() == Place.VISIBLE || held.visibleAt() > now, "due, but still " + what);
    if (held.place() == Place.VISIBLE) {
      Violation.unless(world.latest() >= message.hiddenFrom || queue.doubt, "too early " + what);
      Violation.unless(
          held.message().sentAt() + retention(queue) > now, "not expired, but " + what);
    } else if (!queue.doubt) {
      Violation.unless(
          (held.visibleAt() >= message.hiddenFrom && held.visibleAt() <= message.hiddenTo)
              || (queue.fifo && held.place() == Place.DELAYED),
          "hidden for too long or too short: " + what);
    }
    if (total != message.received || count == 0) {
      message.forgetHandle();
    }
    message.attempts = count;
    message.received = total;
    message.hide(held.place() == Place.IN_FLIGHT, held.visibleAt(), held.visibleAt());
  }

  private long retention(QueueModel model) {
    Queue queue = current.get(model);
    return queue == null ? Long.MAX_VALUE / 2 : queue.retentionMillis();
  }

  private void checkNotLost(MessageModel message) {
    if (seenIn.containsKey(message.token)) {
      return;
    }
    boolean mayBeGone =
        !message.acknowledged || message.maybeGone != null || mayHaveExpired(message);
    Violation.unless(mayBeGone, "lost: " + message);
    world.drop(message);
  }

  private boolean mayHaveExpired(MessageModel message) {
    long retention = message.place.retentionMillis;
    long sentAt = message.sentAt;
    for (QueueModel other : world.queues.values()) {
      if (world.mayBeIn(other, message) || message.place.bounced) {
        retention = Math.min(retention, other.retentionMillis);
        // A queue that it moved to counts from when it came.
        sentAt = Math.min(sentAt, world.auditedAt);
      }
    }
    return world.latest() >= sentAt + retention;
  }

  /// What still waits are long polls, and only where there is nothing for them.
  private void checkCalls() {
    for (Call<?> call : world.outstanding) {
      Violation.unless(call.deadline() > world.now(), call + " is never answered");
      Inventory inventory = inventories.get(call.queue.name);
      Violation.unless(
          inventory != null && !inventory.hasReceivable(), call + " waits, but there is something");
    }
  }

  private void forgetDoubts(QueueModel model) {
    Queue queue = current.get(model);
    model.doubt = false;
    model.visibilityLow = model.visibilitySeconds;
    model.visibilityHigh = model.visibilitySeconds;
    model.redrives.clear();
    model.retentionMillis = queue == null ? Long.MAX_VALUE : queue.retentionMillis();
    model.moving = queue != null && queue.moveTask() != null;
    if (!model.moving) {
      model.moveTargets.clear();
    }
    if (queue != null) {
      queue
          .definition()
          .attributes()
          .redrivePolicy()
          .ifPresent(policy ->
              model.redrives.put(name(policy.deadLetterTargetArn()), policy.maxReceiveCount()));
    }
  }

  private static String name(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
