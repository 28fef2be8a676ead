package io.waybill.lambda.state;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.lambda.api.FunctionUrlConfig;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/// All resources of the server by account and region: what listing and invoking read.
///
/// It follows the partitions after each commit, so it shows only what is durable, and is rebuilt
/// when they are loaded. Safe for many threads.
public final class Catalog {
  private final ConcurrentSkipListMap<String, Resource> resources = new ConcurrentSkipListMap<>();

  /// The same under their ARNs, as nearly every look for one names it.
  private final ConcurrentHashMap<Arn, Resource> byArn = new ConcurrentHashMap<>();

  private final ConcurrentHashMap<World, Integer> reserved = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<String, Url> urls = new ConcurrentHashMap<>();

  /// Whose a function URL is.
  ///
  /// @param qualifier an alias, or `$LATEST`
  public record Url(Arn function, String qualifier) {}

  private final List<Consumer<Arn>> watchers = new CopyOnWriteArrayList<>();

  /// `told` hears of each resource that is made, changed or removed from now on, on the thread that
  /// committed it. Never blocks.
  public void watch(Consumer<Arn> told) {
    watchers.add(told);
  }

  void put(Resource resource) {
    Resource before = resources.put(place(resource.arn()), resource);
    byArn.put(resource.arn(), resource);
    if (before != null) {
      count(before, -1);
      forgetUrls(before);
    }
    count(resource, 1);
    resource
        .all(Kind.URL)
        .forEach((qualifier, url) -> urls.put(id(url), new Url(resource.arn(), qualifier)));
    watchers.forEach(each -> each.accept(resource.arn()));
  }

  void remove(Arn arn) {
    Resource before = resources.remove(place(arn));
    if (before != null) {
      byArn.remove(before.arn());
      count(before, -1);
      forgetUrls(before);
    }
    watchers.forEach(each -> each.accept(arn));
  }

  private void forgetUrls(Resource resource) {
    resource.all(Kind.URL).values().forEach(url -> urls.remove(id(url)));
  }

  private static String id(FunctionUrlConfig url) {
    return url.functionUrl() == null ? "" : url.functionUrl();
  }

  /// The function URL with that id.
  public Optional<Url> url(String id) {
    return Optional.ofNullable(urls.get(id));
  }

  public Optional<Resource> find(Arn arn) {
    Resource found = byArn.get(arn);
    return Optional.ofNullable(found == null ? resources.get(place(arn)) : found);
  }

  /// Every resource of every account.
  public Collection<Resource> all() {
    return resources.values();
  }

  /// What all functions of one account and region have reserved together.
  public int reserved(World world) {
    return reserved.getOrDefault(world, 0);
  }

  private void count(Resource resource, int sign) {
    resource
        .get(Kind.RESERVED)
        .map(each -> each.reservedConcurrentExecutions())
        .ifPresent(number -> reserved.merge(World.of(resource.arn()), sign * number, Integer::sum));
  }

  /// Up to `most` resources of one account and region, by name, behind the place `after`.
  ///
  /// @param type what their resource part begins with: `function:`
  public List<Map.Entry<String, Resource>> list(
      AccountId account, Region region, String type, String after, int most) {
    String world = account.digits() + '/' + region.name() + '/' + type;
    List<Map.Entry<String, Resource>> found = new ArrayList<>();
    String from = after.startsWith(world) ? after : world;
    for (var entry : resources.tailMap(from, false).entrySet()) {
      if (found.size() == most || !entry.getKey().startsWith(world)) {
        break;
      }
      found.add(entry);
    }
    return found;
  }

  private static String place(Arn arn) {
    return arn.account() + '/' + arn.region() + '/' + arn.resource();
  }
}
