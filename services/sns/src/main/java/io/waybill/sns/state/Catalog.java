package io.waybill.sns.state;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/// All topics, subscriptions and platform applications of the server by account and region: what
/// listing reads.
///
/// It follows the partitions after each commit, so it shows only what is durable, and is rebuilt
/// when they are loaded. Safe for many threads.
public final class Catalog {
  private final ConcurrentSkipListMap<String, TopicDefinition> topics =
      new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<String, Subscription> subscriptions =
      new ConcurrentSkipListMap<>();
  private final ConcurrentSkipListMap<String, Map<String, String>> applications =
      new ConcurrentSkipListMap<>();

  void put(TopicDefinition topic) {
    topics.put(place(topic.arn()), topic);
  }

  void removeTopic(Arn topic) {
    topics.remove(place(topic));
  }

  void put(Arn topic, Subscription subscription) {
    subscriptions.put(place(topic, subscription), subscription);
  }

  void remove(Arn topic, Subscription subscription) {
    subscriptions.remove(place(topic, subscription));
  }

  void putApplication(Arn application, Map<String, String> attributes) {
    applications.put(place(application), attributes);
  }

  void removeApplication(Arn application) {
    applications.remove(place(application));
  }

  public Optional<TopicDefinition> find(Arn topic) {
    return Optional.ofNullable(topics.get(place(topic)));
  }

  /// Up to `most` topics of one account and region, by name, behind the place `after`.
  public List<Map.Entry<String, TopicDefinition>> topics(
      AccountId account, Region region, String after, int most) {
    return page(topics, account, region, after, most);
  }

  /// Up to `most` subscriptions that one account owns in one region, behind the place `after`.
  public List<Map.Entry<String, Subscription>> subscriptions(
      AccountId account, Region region, String after, int most) {
    return page(subscriptions, account, region, after, most);
  }

  /// Up to `most` platform applications of one account and region, behind the place `after`.
  public List<Map.Entry<String, Map<String, String>>> applications(
      AccountId account, Region region, String after, int most) {
    return page(applications, account, region, after, most);
  }

  public int topicCount() {
    return topics.size();
  }

  private static <V> List<Map.Entry<String, V>> page(
      ConcurrentSkipListMap<String, V> all,
      AccountId account,
      Region region,
      String after,
      int most) {
    String world = world(account.digits(), region.name());
    List<Map.Entry<String, V>> found = new ArrayList<>();
    for (var entry : all.tailMap(after.startsWith(world) ? after : world, false).entrySet()) {
      if (found.size() == most || !entry.getKey().startsWith(world)) {
        break;
      }
      found.add(entry);
    }
    return found;
  }

  private static String place(Arn arn) {
    return world(arn.account(), arn.region()) + arn.resource();
  }

  private static String place(Arn topic, Subscription subscription) {
    return world(subscription.owner(), topic.region())
        + "%s:%s:%010d".formatted(topic.account(), topic.resource(), subscription.number());
  }

  private static String world(String account, String region) {
    return account + '/' + region + '/';
  }
}
