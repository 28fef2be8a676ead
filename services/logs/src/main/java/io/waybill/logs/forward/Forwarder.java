package io.waybill.logs.forward;

import io.waybill.core.AccountId;
import io.waybill.core.Region;
import io.waybill.core.Stamp;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Attempt;
import io.waybill.engine.outbox.Backoff;
import io.waybill.engine.outbox.Deliverer;
import io.waybill.engine.outbox.Lane;
import io.waybill.engine.outbox.Outcome;
import io.waybill.engine.outbox.OutcomeAnswer;
import io.waybill.engine.outbox.Pace;
import io.waybill.engine.outbox.Page;
import io.waybill.engine.outbox.Parcel;
import io.waybill.engine.outbox.Verdict;
import io.waybill.engine.partition.Transaction;
import io.waybill.shapes.Document;
import io.waybill.shapes.json.DocumentJson;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings matched events on, at least once. AWS (PutSubscriptionFilter): what can be tried again
/// is, for up to 24 hours; what a target refuses for good is dropped.
public final class Forwarder implements Deliverer {
  /// What functions see as their caller.
  public static final String PRINCIPAL = "logs.amazonaws.com";

  private static final Logger log = LoggerFactory.getLogger(Forwarder.class);
  private static final int AT_ONCE = 16;
  private static final Backoff BACKOFF = new Backoff(Duration.ofHours(24), Duration.ofMinutes(5));

  private final ServiceCalls calls;

  public Forwarder(ServiceCalls calls) {
    this.calls = calls;
  }

  @Override
  public Page plan(
      long number,
      byte[] payload,
      byte @Nullable [] cursor,
      int most,
      Transaction transaction,
      Stamp stamp) {
    return new Page(List.of(new Lane(Consignment.lane(payload))), List.of(), null);
  }

  @Override
  public Optional<Attempt> prepare(Parcel parcel, Stamp stamp) {
    Consignment consignment = Consignment.read(parcel.payload());
    String requestId = stamp.uuid().toString();
    return Optional.of(then -> send(consignment, requestId, then));
  }

  private void send(Consignment consignment, String requestId, Consumer<Outcome> then) {
    Caller caller =
        new Caller(
            new AccountId(consignment.group().account()),
            new Region(consignment.group().region()),
            PRINCIPAL,
            requestId,
            "",
            consignment.group() + ":*");
    if (consignment.isMetrics()) {
      calls.call(
          "monitoring:PutMetricData", caller, DocumentJson.parse(consignment.body()), answer(then));
      return;
    }
    Map<String, Document> input =
        Map.of(
            "FunctionName", Document.text(consignment.target()),
            "InvocationType", Document.text("Event"),
            "Payload", Document.text(Packed.event(consignment.body())));
    calls.call("lambda:Invoke", caller, new Document.Struct(input), answer(then));
  }

  private static OutcomeAnswer<Document.Struct> answer(Consumer<Outcome> then) {
    return OutcomeAnswer.byStatus(then, output -> "");
  }

  @Override
  public void delivered(
      Parcel parcel, Outcome.Delivered outcome, Transaction transaction, Stamp stamp) {}

  @Override
  public Verdict failed(
      Parcel parcel, Outcome.Failed outcome, Transaction transaction, Stamp stamp) {
    return BACKOFF
        .again(parcel, outcome, stamp.millis())
        .orElseGet(() -> lost(Consignment.read(parcel.payload()), outcome));
  }

  private static Verdict lost(Consignment lost, Outcome.Failed outcome) {
    log.warn(
        "what {} had for {} is lost: {} {}",
        lost.group(),
        lost.isMetrics() ? "CloudWatch" : lost.target(),
        outcome.code(),
        outcome.message());
    return new Verdict.Discard();
  }

  @Override
  public void dropped(Parcel parcel, Transaction transaction, Stamp stamp) {
    throw new IllegalStateException("what is to be brought on needs nothing that may go");
  }

  @Override
  public Pace pace(Lane lane) {
    return new Pace(AT_ONCE, 0);
  }
}
