package io.waybill.server;

import io.waybill.core.AccountId;
import io.waybill.core.Region;
import io.waybill.core.TimeSource;
import io.waybill.engine.metrics.MetricSample;
import io.waybill.engine.metrics.MetricSource;
import io.waybill.engine.metrics.Rounds;
import io.waybill.sqs.admin.QueueReport;
import io.waybill.sqs.admin.QueueReports;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What CloudWatch shows of queues, as `AWS/SQS`. A queue that holds nothing and was not called for
/// six hours tells nothing.
final class QueueMinutes implements MetricSource {
  private static final String COUNT = "Count";

  // AWS (SQS, "Available CloudWatch metrics"): a queue is active for up to six hours from the last
  // activity.
  private static final long ACTIVE_MILLIS = Duration.ofHours(6).toMillis();

  private final Rounds<QueueReport> rounds;
  private final TimeSource time;
  private Map<String, QueueReport> before = new HashMap<>();
  private final Map<String, Long> activeMillis = new HashMap<>();

  QueueMinutes(QueueReports reports, TimeSource time) {
    this.time = time;
    this.rounds = reports.rounds();
  }

  @Override
  public void collect(Consumer<MetricSample> to) throws InterruptedException {
    Map<String, QueueReport> now = new HashMap<>();
    long millis = time.millis();
    for (QueueReport each : rounds.all()) {
      now.put(each.arn(), each);
      QueueReport last = before.get(each.arn());
      if (happened(each, last)) {
        activeMillis.put(each.arn(), millis);
      }
      if (millis - activeMillis.getOrDefault(each.arn(), 0L) < ACTIVE_MILLIS) {
        tell(each, last, to);
      }
    }
    before = now;
    activeMillis.keySet().retainAll(now.keySet());
  }

  /// Whether a queue has messages, or was called.
  private static boolean happened(QueueReport queue, @Nullable QueueReport last) {
    boolean holds = queue.waiting() + queue.inFlight() + queue.delayed() + queue.visible() > 0;
    return holds || calls(queue) != (last == null ? 0 : calls(last));
  }

  private static long calls(QueueReport queue) {
    return queue.sent() + queue.received() + queue.deleted() + queue.emptyReceives();
  }

  private static void tell(QueueReport now, @Nullable QueueReport last, Consumer<MetricSample> to) {
    var queue =
        new MetricSample.Subject(
            new AccountId(now.account()),
            new Region(now.region()),
            "AWS/SQS",
            Map.of("QueueName", now.name()));
    Counts counts = new Counts(queue, to);
    long sent = Counts.since(last == null ? 0 : last.sent(), now.sent());
    counts.told("NumberOfMessagesSent", sent);
    counts.told(
        "NumberOfMessagesReceived",
        Counts.since(last == null ? 0 : last.received(), now.received()));
    counts.told(
        "NumberOfMessagesDeleted", Counts.since(last == null ? 0 : last.deleted(), now.deleted()));
    counts.told(
        "NumberOfEmptyReceives",
        Counts.since(last == null ? 0 : last.emptyReceives(), now.emptyReceives()));
    if (sent > 0) {
      long bytes = Counts.since(last == null ? 0 : last.sentBytes(), now.sentBytes());
      to.accept(queue.sum("SentMessageSize", "Bytes", sent, bytes));
    }
    to.accept(queue.value("ApproximateNumberOfMessagesVisible", COUNT, now.visible()));
    to.accept(queue.value("ApproximateNumberOfMessagesNotVisible", COUNT, now.inFlight()));
    to.accept(queue.value("ApproximateNumberOfMessagesDelayed", COUNT, now.delayed()));
    to.accept(
        queue.value(
            "ApproximateAgeOfOldestMessage",
            "Seconds",
            Math.floorDiv(now.oldestAgeMillis(), 1_000L)));
  }
}
