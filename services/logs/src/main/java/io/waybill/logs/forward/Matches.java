package io.waybill.logs.forward;

import io.waybill.core.Stamp;
import io.waybill.engine.outbox.Outbox;
import io.waybill.engine.partition.Transaction;
import io.waybill.logs.api.MetricFilter;
import io.waybill.logs.api.SubscriptionFilter;
import io.waybill.logs.pattern.Message;
import io.waybill.logs.state.Filters;
import io.waybill.logs.state.GroupDefinition;
import io.waybill.logs.state.LogEvent;
import io.waybill.logs.state.LogGroup;
import java.util.List;

/// Holds a batch of events against the filters of its group, and hands what they match, and the
/// metrics that they carry, to the outbox, in the step that stores the events.
public record Matches(LogGroup group, String stream, List<LogEvent> events) {
  /// A message is parsed once, however many filters look at it.
  private record Seen(LogEvent event, Message message) {}

  /// Takes in what matches.
  public void accept(Outbox outbox, Transaction transaction, Stamp stamp) {
    EmbeddedMetrics embedded = new EmbeddedMetrics(stamp.millis());
    events.forEach(embedded::add);
    measured(embedded.bodies(), outbox, transaction, stamp);
    Filters filters = group.filters();
    if (filters.readyMetricFilters().isEmpty() && filters.readySubscriptions().isEmpty()) {
      return;
    }
    List<Seen> seen =
        events.stream().map(each -> new Seen(each, new Message(each.message()))).toList();
    GroupDefinition definition = group.definition();
    MetricBatch metrics = new MetricBatch();
    for (Filters.Ready<MetricFilter> each : filters.readyMetricFilters()) {
      seen.forEach(one -> metrics.add(each, one.event.position().millis(), one.message));
    }
    measured(metrics.bodies(), outbox, transaction, stamp);
    int slot = 0;
    for (Filters.Ready<SubscriptionFilter> each : filters.readySubscriptions()) {
      slot++;
      List<LogEvent> matched =
          seen.stream()
              .filter(one -> each.pattern().matches(one.message))
              .map(Seen::event)
              .toList();
      long lane = (long) slot << 32 | definition.number();
      String target = String.valueOf(each.filter().destinationArn());
      for (String body : DataMessage.bodies(definition, stream, each.filter(), matched)) {
        outbox.accept(
            new Consignment(lane, definition.arn(), target, body).bytes(), transaction, stamp);
      }
    }
  }

  private void measured(List<String> bodies, Outbox outbox, Transaction transaction, Stamp stamp) {
    GroupDefinition definition = group.definition();
    for (String body : bodies) {
      outbox.accept(
          new Consignment(definition.number(), definition.arn(), "", body).bytes(),
          transaction,
          stamp);
    }
  }
}
