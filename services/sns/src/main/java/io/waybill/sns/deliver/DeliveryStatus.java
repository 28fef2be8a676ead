package io.waybill.sns.deliver;

import io.waybill.core.Stamp;
import io.waybill.engine.logs.LogWriter;
import io.waybill.engine.outbox.Outcome;
import io.waybill.engine.outbox.Parcel;
import io.waybill.engine.partition.Transaction;
import io.waybill.sns.model.Endpoints;
import io.waybill.sns.state.Letter;
import io.waybill.sns.state.Subscription;
import io.waybill.sns.state.Topic;

/// Tells CloudWatch Logs what became of deliveries, where a topic asks for it.
record DeliveryStatus(StatusLog log) {
  /// @param outcome the last one: delivered, or given up
  void tell(
      Topic topic,
      Subscription subscription,
      Letter letter,
      Parcel parcel,
      Outcome outcome,
      Transaction transaction,
      Stamp stamp) {
    boolean success = outcome instanceof Outcome.Delivered;
    boolean wanted =
        topic
            .definition()
            .attributes()
            .tellsOf(subscription.protocol(), success, stamp.ids()::next);
    if (!wanted) {
      return;
    }
    StatusLine line =
        new StatusLine(
            letter,
            subscription.protocol(),
            Endpoints.shown(subscription.endpoint()),
            stamp.uuid(),
            parcel.attempts() + 1,
            stamp.millis());
    transaction.afterCommit(() ->
        log.write(
            topic.definition().arn(),
            success,
            line.id().toString(),
            new LogWriter.Line(stamp.millis(), line.of(outcome))));
  }
}
