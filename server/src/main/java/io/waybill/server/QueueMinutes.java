package io.waybill.server;

import io.waybill.core.AccountId;
import io.waybill.core.Region;
import io.waybill.engine.metrics.MetricSample;
import io.waybill.engine.metrics.MetricSource;
import io.waybill.sqs.admin.QueueReport;
import io.waybill.sqs.admin.QueueReports;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// What CloudWatch shows of queues, as `AWS/SQS`. A queue that is as it was tells nothing.
final class QueueMinutes implements MetricSource {
  private static final String COUNT = "Count";

  private final QueueReports reports;
  private Map<String, QueueReport> before = new HashMap<>();

  QueueMinutes(QueueReports reports) {
    this.reports = reports;
  }

  @Override
  public void collect(Consumer<MetricSample> to) throws InterruptedException {
    Map<String, QueueReport> now = new HashMap<>();
    for (QueueReport each : reports.queues()) {
      now.put(each.arn(), each);
      QueueReport last = before.get(each.arn());
      if (last == null ? !isIdle(each) : !isIdle(each) || !last.equals(each)) {
        tell(each, last, to);
      }
    }
    before = now;
  }

  /// Whether a queue is empty and nothing ever happened to it.
  private static boolean isIdle(QueueReport queue) {
    return queue.waiting() + queue.inFlight() + queue.delayed() + queue.visible() == 0
        && queue.sent() + queue.received() + queue.deleted() + queue.emptyReceives() == 0;
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
