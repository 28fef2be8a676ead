package io.waybill.simulation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The model: all queues and messages, the calls without an answer, and the first violation.
final class World {
  private static final int LOG_MAX = 400;

  final Machine machine;
  final Map<String, QueueModel> queues = new LinkedHashMap<>();
  final Set<Call<?>> outstanding = new LinkedHashSet<>();

  /// Messages that are gone for good: their coming back is a violation.
  final Set<String> gone = new HashSet<>();

  /// When all was looked at last.
  long auditedAt;

  private final Deque<String> log = new ArrayDeque<>();
  private final List<String> violations = new ArrayList<>();
  private int tokens;

  World(Machine machine, List<String> names) {
    this.machine = machine;
    names.forEach(name -> queues.put(name, new QueueModel(name)));
  }

  long now() {
    return machine.time().millis();
  }

  long latest() {
    return machine.time().latest();
  }

  String newToken() {
    return "m" + tokens++;
  }

  QueueModel queue(String name) {
    QueueModel queue = queues.get(name);
    if (queue == null) {
      throw new IllegalArgumentException("no queue " + name);
    }
    return queue;
  }

  @Nullable MessageModel find(String token) {
    for (QueueModel queue : queues.values()) {
      MessageModel message = queue.messages.get(token);
      if (message != null) {
        return message;
      }
    }
    return null;
  }

  /// Whether `message` may be in `queue` by now: straight, or through other queues that give
  /// messages up or that a move task empties.
  boolean mayBeIn(QueueModel queue, MessageModel message) {
    Set<QueueModel> reached = new LinkedHashSet<>();
    Deque<QueueModel> ahead = new ArrayDeque<>();
    queues.values().stream()
        .filter(each -> message.place.mayHaveMoved(message, each.name))
        .forEach(ahead::add);
    while (!ahead.isEmpty()) {
      QueueModel next = ahead.remove();
      if (reached.add(next)) {
        next.redrives.keySet().forEach(name -> ahead.add(queue(name)));
        if (next.moving) {
          next.moveTargets.forEach(name -> ahead.add(queue(name)));
        }
      }
    }
    return reached.contains(queue);
  }

  /// Whether messages of `queue` may have gone to a dead-letter queue and been brought back.
  boolean mayHaveComeRound(QueueModel queue) {
    return queue.moving
        || queue.redrives.keySet().stream()
            .map(this::queue)
            .anyMatch(each -> each.moving && each.moveTargets.contains(queue.name));
  }

  void drop(MessageModel message) {
    message.place.messages.remove(message.token);
    gone.add(message.token);
  }

  void log(String line) {
    if (log.size() == LOG_MAX) {
      log.removeFirst();
    }
    log.addLast(now() % 1_000_000_000 + " " + line);
  }

  void violated(String words) {
    violations.add(words);
  }

  /// Throws what was found wrong, if anything was.
  void check() {
    if (!violations.isEmpty()) {
      throw new Violation(violations.getFirst() + "\n" + String.join("\n", log));
    }
  }
}
