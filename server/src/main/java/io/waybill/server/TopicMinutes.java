package io.waybill.server;

import io.waybill.core.AccountId;
import io.waybill.core.Region;
import io.waybill.engine.metrics.MetricSample;
import io.waybill.engine.metrics.MetricSource;
import io.waybill.engine.metrics.Rounds;
import io.waybill.sns.admin.TopicReport;
import io.waybill.sns.admin.TopicReports;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;

/// What CloudWatch shows of topics, as `AWS/SNS`. A topic to which nothing happened tells nothing.
final class TopicMinutes implements MetricSource {
  private static final Map<String, ToLongFunction<TopicReport>> COUNTERS =
      Map.ofEntries(
          Map.entry("NumberOfMessagesPublished", TopicReport::published),
          Map.entry("NumberOfNotificationsDelivered", TopicReport::delivered),
          Map.entry("NumberOfNotificationsFailed", TopicReport::failed),
          Map.entry("NumberOfNotificationsFilteredOut", TopicReport::filteredOut),
          Map.entry(
              "NumberOfNotificationsFilteredOut-NoMessageAttributes",
              TopicReport::filteredOutNoAttributes),
          Map.entry(
              "NumberOfNotificationsFilteredOut-InvalidAttributes",
              TopicReport::filteredOutAttributes),
          Map.entry("NumberOfNotificationsFilteredOut-MessageBody", TopicReport::filteredOutBody),
          Map.entry("NumberOfNotificationsRedrivenToDlq", TopicReport::deadLettered),
          Map.entry("NumberOfNotificationsFailedToRedriveToDlq", TopicReport::lost),
          Map.entry("NumberOfReplayedNotificationsDelivered", TopicReport::replayedDelivered),
          Map.entry("NumberOfReplayedNotificationsFailed", TopicReport::replayedFailed));

  private final Rounds<TopicReport> rounds;
  private Map<String, TopicReport> before = new HashMap<>();

  TopicMinutes(TopicReports reports) {
    this.rounds = reports.rounds();
  }

  @Override
  public void collect(Consumer<MetricSample> to) throws InterruptedException {
    Map<String, TopicReport> now = new HashMap<>();
    for (TopicReport each : rounds.all()) {
      now.put(each.arn(), each);
      tell(each, Optional.ofNullable(before.get(each.arn())), to);
    }
    before = now;
  }

  private static void tell(TopicReport now, Optional<TopicReport> last, Consumer<MetricSample> to) {
    var topic =
        new MetricSample.Subject(
            new AccountId(now.account()),
            new Region(now.region()),
            "AWS/SNS",
            Map.of("TopicName", now.name()));
    Counts counts = new Counts(topic, to);
    COUNTERS.forEach((name, counter) -> counts.ifAny(name, rise(now, last, counter)));
    long published = rise(now, last, TopicReport::published);
    if (published > 0) {
      to.accept(
          topic.sum(
              "PublishSize", "Bytes", published, rise(now, last, TopicReport::publishedBytes)));
    }
  }

  private static long rise(
      TopicReport now, Optional<TopicReport> last, ToLongFunction<TopicReport> counter) {
    return Counts.since(last.map(counter::applyAsLong).orElse(0L), counter.applyAsLong(now));
  }
}
