package io.waybill.server;

import io.waybill.sqs.admin.QueueReport;
import io.waybill.store.Store;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Metrics in Prometheus' text format. Queues' have CloudWatch's names, in Prometheus' spelling.
final class MetricsText {
  private final StringBuilder text = new StringBuilder();

  void server(String version, Store store, int connections) {
    Runtime runtime = Runtime.getRuntime();
    gauge("waybill_info", "Which Waybill this is.");
    line("waybill_info", "{version=\"" + escaped(version) + "\"}", 1);
    gauge("waybill_store_sound", "1 while the store takes writes.");
    line("waybill_store_sound", "", store.failure().isEmpty() ? 1 : 0);
    gauge("waybill_store_bytes", "Bytes on disk.");
    line("waybill_store_bytes", "", (double) store.sizeBytes());
    gauge("waybill_http_connections", "Open connections.");
    line("waybill_http_connections", "", connections);
    gauge("waybill_heap_used_bytes", "Heap in use, garbage included.");
    line("waybill_heap_used_bytes", "", (double) (runtime.totalMemory() - runtime.freeMemory()));
    gauge("waybill_heap_max_bytes", "What the heap may grow to.");
    line("waybill_heap_max_bytes", "", (double) runtime.maxMemory());
  }

  void queues(List<QueueReport> queues) {
    counter(queues, "number_of_messages_sent", "Messages sent.", QueueReport::sent);
    counter(queues, "sent_message_size_bytes", "Bytes of messages sent.", QueueReport::sentBytes);
    counter(queues, "number_of_messages_received", "Messages received.", QueueReport::received);
    counter(queues, "number_of_messages_deleted", "Messages deleted.", QueueReport::deleted);
    counter(
        queues,
        "number_of_empty_receives",
        "Receives that returned nothing.",
        QueueReport::emptyReceives);
    counter(queues, "number_of_messages_expired", "Messages past retention.", QueueReport::expired);
    counter(
        queues,
        "number_of_messages_dead_lettered",
        "Messages given to the dead-letter queue.",
        QueueReport::deadLettered);
    gauge(
        queues,
        "approximate_number_of_messages_visible",
        "Messages that can be received.",
        QueueReport::visible);
    gauge(
        queues,
        "approximate_number_of_messages_not_visible",
        "Messages in flight.",
        QueueReport::inFlight);
    gauge(
        queues,
        "approximate_number_of_messages_delayed",
        "Messages not yet visible.",
        QueueReport::delayed);
    gauge(
        queues,
        "approximate_age_of_oldest_message_seconds",
        "Age of the oldest message.",
        queue -> queue.oldestAgeMillis() / 1000.0);
    gauge(queues, "waiting_receives", "Long polls that wait.", QueueReport::waiting);
  }

  private void counter(
      List<QueueReport> queues, String name, String help, ToDoubleFunction<QueueReport> value) {
    each(queues, "aws_sqs_" + name + "_total", help, "counter", value);
  }

  private void gauge(
      List<QueueReport> queues, String name, String help, ToDoubleFunction<QueueReport> value) {
    each(queues, "aws_sqs_" + name, help, "gauge", value);
  }

  private void each(
      List<QueueReport> queues,
      String name,
      String help,
      String type,
      ToDoubleFunction<QueueReport> value) {
    head(name, help, type);
    for (QueueReport queue : queues) {
      String labels =
          "{account_id=\"%s\",region=\"%s\",queue_name=\"%s\"}"
              .formatted(queue.account(), queue.region(), escaped(queue.name()));
      line(name, labels, value.applyAsDouble(queue));
    }
  }

  private void gauge(String name, String help) {
    head(name, help, "gauge");
  }

  private void head(String name, String help, String type) {
    text.append("# HELP ").append(name).append(' ').append(help).append('\n');
    text.append("# TYPE ").append(name).append(' ').append(type).append('\n');
  }

  private void line(String name, String labels, double value) {
    String number =
        value == Math.rint(value)
            ? String.valueOf((long) value)
            : String.format(Locale.ROOT, "%.3f", value);
    text.append(name).append(labels).append(' ').append(number).append('\n');
  }

  private static String escaped(String label) {
    return label.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
