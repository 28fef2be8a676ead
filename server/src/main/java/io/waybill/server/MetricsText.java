package io.waybill.server;

import io.waybill.core.Arn;
import io.waybill.engine.outbox.Underway;
import io.waybill.eventbridge.admin.RuleReport;
import io.waybill.lambda.invoke.FunctionMetrics;
import io.waybill.lambda.model.FunctionName;
import io.waybill.sns.admin.TopicReport;
import io.waybill.sqs.admin.QueueReport;
import io.waybill.store.Store;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

  void deliveries(Underway underway) {
    head("waybill_delivery_attempts_total", "Attempts to deliver that were begun.", "counter");
    line("waybill_delivery_attempts_total", "", (double) underway.begun());
    head(
        "waybill_deliveries_lost_total",
        "Deliveries that ended neither at their target nor in a dead-letter queue.",
        "counter");
    line("waybill_deliveries_lost_total", "", (double) underway.lost());
    head(
        "waybill_delivery_targets_forgotten_total",
        "Targets that were removed while deliveries waited for them, which went with them.",
        "counter");
    line("waybill_delivery_targets_forgotten_total", "", (double) underway.forgotten());
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

  void rules(List<RuleReport> rules) {
    rule(rules, "matched_events", "Events that rules matched.", RuleReport::matchedEvents);
    rule(rules, "invocations", "Deliveries to targets.", RuleReport::invocations);
    rule(rules, "failed_invocations", "Deliveries given up.", RuleReport::failedInvocations);
    rule(
        rules,
        "retry_invocation_attempts",
        "Attempts that failed and are made again.",
        RuleReport::retryInvocationAttempts);
    rule(
        rules,
        "invocations_sent_to_dlq",
        "Events given to dead-letter queues.",
        RuleReport::invocationsSentToDlq);
    rule(
        rules,
        "invocations_failed_to_be_sent_to_dlq",
        "Events that dead-letter queues did not take, and that are lost.",
        RuleReport::invocationsFailedToBeSentToDlq);
    rule(
        rules,
        "ingestion_to_invocation_success_latency_seconds",
        "Time from putting to delivering, summed.",
        rule -> rule.successLatencyMillis() / 1000.0);
  }

  private void rule(
      List<RuleReport> rules, String name, String help, ToDoubleFunction<RuleReport> value) {
    String metric = "aws_events_" + name + "_total";
    head(metric, help, "counter");
    for (RuleReport rule : rules) {
      String labels =
          "{account_id=\"%s\",region=\"%s\",event_bus_name=\"%s\",rule_name=\"%s\"}"
              .formatted(rule.account(), rule.region(), escaped(rule.bus()), escaped(rule.rule()));
      line(metric, labels, value.applyAsDouble(rule));
    }
  }

  void functions(Map<Arn, FunctionMetrics.Counts> functions) {
    function(functions, "invocations", "Events that functions ran.", c -> c.invocations.sum());
    function(functions, "errors", "Of these, events that failed.", c -> c.errors.sum());
    function(functions, "throttles", "Events without room.", c -> c.throttles.sum());
    function(
        functions,
        "duration_seconds",
        "Time that functions ran, summed.",
        c -> c.durationMillis.sum() / 1000.0);
    function(
        functions,
        "async_events_received",
        "Asynchronous events accepted.",
        c -> c.asyncEventsReceived.sum());
    function(
        functions,
        "async_events_dropped",
        "Asynchronous events given up.",
        c -> c.asyncEventsDropped.sum());
    function(
        functions,
        "async_event_age_seconds",
        "Time from accepting to the end, summed.",
        c -> c.asyncEventAgeMillis.sum() / 1000.0);
    function(
        functions,
        "recursive_invocations_dropped",
        "Events that were stopped in a recursive loop.",
        c -> c.recursiveInvocationsDropped.sum());
    function(
        functions,
        "dead_letter_errors",
        "Events that dead-letter queues did not take.",
        c -> c.deadLetterErrors.sum());
    function(
        functions,
        "destination_delivery_failures",
        "Records that destinations did not take.",
        c -> c.destinationDeliveryFailures.sum());
  }

  private void function(
      Map<Arn, FunctionMetrics.Counts> functions,
      String name,
      String help,
      ToDoubleFunction<FunctionMetrics.Counts> value) {
    String metric = "aws_lambda_" + name + "_total";
    head(metric, help, "counter");
    functions.forEach((arn, counts) ->
        line(
            metric,
            "{account_id=\"%s\",region=\"%s\",function_name=\"%s\"}"
                .formatted(arn.account(), arn.region(), FunctionName.nameOf(arn)),
            value.applyAsDouble(counts)));
  }

  void topics(List<TopicReport> topics) {
    topics(topics, "number_of_messages_published", "Messages published.", TopicReport::published);
    topics(topics, "publish_size_bytes", "Bytes published.", TopicReport::publishedBytes);
    topics(
        topics, "number_of_notifications_delivered", "Messages delivered.", TopicReport::delivered);
    topics(
        topics,
        "number_of_notifications_failed",
        "Messages given up for a subscription.",
        TopicReport::failed);
    topics(
        topics,
        "number_of_notifications_filtered_out",
        "Messages that a filter policy did not accept.",
        TopicReport::filteredOut);
    topics(
        topics,
        "number_of_notifications_filtered_out_no_message_attributes",
        "Of these, messages without attributes.",
        TopicReport::filteredOutNoAttributes);
    topics(
        topics,
        "number_of_notifications_filtered_out_message_attributes",
        "Of these, messages with other attributes.",
        TopicReport::filteredOutAttributes);
    topics(
        topics,
        "number_of_notifications_filtered_out_message_body",
        "Of these, messages with another body.",
        TopicReport::filteredOutBody);
    topics(
        topics,
        "number_of_notifications_redriven_to_dlq",
        "Messages given to a dead-letter queue.",
        TopicReport::deadLettered);
    topics(
        topics,
        "number_of_notifications_failed_to_redrive_to_dlq",
        "Messages that no dead-letter queue took.",
        TopicReport::lost);
    topics(
        topics,
        "number_of_replayed_notifications_delivered",
        "Archived messages delivered once more.",
        TopicReport::replayedDelivered);
    topics(
        topics,
        "number_of_replayed_notifications_failed",
        "Archived messages given up for a subscription.",
        TopicReport::replayedFailed);
    topicGauge(
        topics,
        "approximate_number_of_messages_archived",
        "Messages that are kept to be replayed.",
        TopicReport::archivedMessages);
    topicGauge(
        topics,
        "approximate_number_of_bytes_archived",
        "How much they are.",
        TopicReport::archivedBytes);
  }

  private void topics(
      List<TopicReport> topics, String name, String help, ToDoubleFunction<TopicReport> value) {
    eachTopic(topics, "aws_sns_" + name + "_total", help, "counter", value);
  }

  private void topicGauge(
      List<TopicReport> topics, String name, String help, ToDoubleFunction<TopicReport> value) {
    eachTopic(topics, "aws_sns_" + name, help, "gauge", value);
  }

  private void eachTopic(
      List<TopicReport> topics,
      String full,
      String help,
      String type,
      ToDoubleFunction<TopicReport> value) {
    head(full, help, type);
    for (TopicReport topic : topics) {
      String labels =
          "{account_id=\"%s\",region=\"%s\",topic_name=\"%s\"}"
              .formatted(topic.account(), topic.region(), escaped(topic.name()));
      line(full, labels, value.applyAsDouble(topic));
    }
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
