package io.waybill.sqs.state;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.sqs.model.RedrivePolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/// All queues of the server by account, region and name: what listing reads, and what one queue may
/// know of another.
///
/// It follows the partitions after each commit, so it shows only what is durable, and is rebuilt
/// when they are loaded. Safe for many threads.
public final class Catalog {
  /// A queue and where it lives.
  public record Entry(QueueDefinition definition, PartitionNumber partition) {}

  /// What the trail keeps of a queue.
  private record Numbered(PartitionNumber partition, int queue) {}

  private final ConcurrentSkipListMap<String, Entry> byPlace = new ConcurrentSkipListMap<>();
  private final ConcurrentHashMap<Numbered, String> placeOf = new ConcurrentHashMap<>();

  /// The places of the queues that use a dead-letter queue, by its ARN.
  private final ConcurrentHashMap<String, ConcurrentSkipListSet<String>> sources =
      new ConcurrentHashMap<>();

  /// Calls about one queue come one after the other: from its partition.
  void put(QueueDefinition definition, PartitionNumber partition) {
    String place = place(definition.arn());
    Entry before = byPlace.put(place, new Entry(definition, partition));
    placeOf.put(new Numbered(partition, definition.number()), place);
    Optional<String> target = deadLetterQueue(definition);
    if (before != null && !deadLetterQueue(before.definition).equals(target)) {
      removeSource(before.definition, place);
    }
    target.ifPresent(arn -> sources.compute(arn, (any, known) -> with(known, place)));
  }

  void remove(Arn queue) {
    String place = place(queue);
    Entry before = byPlace.remove(place);
    if (before != null) {
      placeOf.remove(new Numbered(before.partition, before.definition.number()));
      removeSource(before.definition, place);
    }
  }

  private static Optional<String> deadLetterQueue(QueueDefinition queue) {
    return queue.attributes().redrivePolicy().map(RedrivePolicy::deadLetterTargetArn);
  }

  private static ConcurrentSkipListSet<String> with(
      @Nullable ConcurrentSkipListSet<String> known, String place) {
    ConcurrentSkipListSet<String> places = known == null ? new ConcurrentSkipListSet<>() : known;
    places.add(place);
    return places;
  }

  private void removeSource(QueueDefinition source, String place) {
    deadLetterQueue(source)
        .ifPresent(arn ->
            sources.computeIfPresent(
                arn,
                (any, places) -> {
                  places.remove(place);
                  return places.isEmpty() ? null : places;
                }));
  }

  public Optional<Entry> find(Arn queue) {
    return Optional.ofNullable(byPlace.get(place(queue)));
  }

  /// Finds the queue that has `number` in `partition`: what the trail keeps of a queue.
  public Optional<Entry> find(PartitionNumber partition, int number) {
    return Optional.ofNullable(placeOf.get(new Numbered(partition, number))).map(byPlace::get);
  }

  /// Up to `most` queues of one account and region whose names begin with `prefix`, by name, behind
  /// the name `after`.
  public List<QueueDefinition> list(
      AccountId account, Region region, String prefix, String after, int most) {
    String world = world(account.digits(), region.name());
    String from =
        after.compareTo(prefix) >= 0 && !after.isEmpty() ? world + after + '\0' : world + prefix;
    List<QueueDefinition> found = new ArrayList<>();
    for (var entry : byPlace.tailMap(from, true).entrySet()) {
      if (found.size() == most || !entry.getKey().startsWith(world + prefix)) {
        break;
      }
      found.add(entry.getValue().definition);
    }
    return found;
  }

  /// Up to `most` queues that use `deadLetterQueue`, by place, behind the place `after`.
  public List<QueueDefinition> sourcesOf(Arn deadLetterQueue, String after, int most) {
    ConcurrentSkipListSet<String> places = sources.get(deadLetterQueue.toString());
    if (places == null) {
      return List.of();
    }
    return places.tailSet(after, false).stream()
        .map(byPlace::get)
        .filter(Objects::nonNull)
        .map(Entry::definition)
        .limit(most)
        .toList();
  }

  /// Every queue, by place.
  public List<Entry> all() {
    return List.copyOf(byPlace.values());
  }

  public int size() {
    return byPlace.size();
  }

  /// What orders queues: account, region, name.
  public static String place(Arn queue) {
    return world(queue.account(), queue.region()) + queue.resource();
  }

  private static String world(String account, String region) {
    return account + '/' + region + '/';
  }
}
