package io.waybill.sqs.state;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The groups of one partition that were used last, over all its queues, in a bounded number of
/// bytes. One that was forgotten is read from the store again.
final class GroupMemory {
  private record Key(int queue, String group) {}

  private record Held(Group group, int weight) {}

  private final Map<Key, Held> groups = new LinkedHashMap<>(16, 0.75f, true);
  private final long bytesMax;
  private long bytes;

  GroupMemory(long bytesMax) {
    this.bytesMax = bytesMax;
  }

  @Nullable Group find(int queue, String group) {
    Held held = groups.get(new Key(queue, group));
    return held == null ? null : held.group;
  }

  /// Holds `group`, with the weight that it has now; for that, others may be forgotten.
  void hold(int queue, Group group) {
    int weight = group.weight();
    Held before = groups.put(new Key(queue, group.name()), new Held(group, weight));
    bytes += weight - (before == null ? 0 : before.weight);
    Iterator<Held> eldest = groups.values().iterator();
    while (bytes > bytesMax && eldest.hasNext()) {
      bytes -= eldest.next().weight;
      eldest.remove();
    }
  }

  void forget(int queue, String group) {
    Held held = groups.remove(new Key(queue, group));
    if (held != null) {
      bytes -= held.weight;
    }
  }

  /// Forgets all groups of `queue`.
  void forgetAll(int queue) {
    Iterator<Map.Entry<Key, Held>> all = groups.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Key, Held> each = all.next();
      if (each.getKey().queue == queue) {
        bytes -= each.getValue().weight;
        all.remove();
      }
    }
  }

  /// The groups of `queue` that are in memory.
  List<Group> held(int queue) {
    return groups.entrySet().stream()
        .filter(each -> each.getKey().queue == queue)
        .map(each -> each.getValue().group)
        .toList();
  }
}
