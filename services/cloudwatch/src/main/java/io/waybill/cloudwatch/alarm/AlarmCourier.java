package io.waybill.cloudwatch.alarm;

import io.waybill.cloudwatch.api.HistoryItemType;
import io.waybill.core.AccountId;
import io.waybill.core.Arn;
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
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells topics, functions and the default bus of alarms, at least once, and writes into the
/// alarm's history how that went.
final class AlarmCourier implements Deliverer {
  private static final Logger log = LoggerFactory.getLogger(AlarmCourier.class);
  private static final String PRINCIPAL = "cloudwatch.amazonaws.com";

  /// AWS ("Lambda alarm actions"): functions know alarms by a name of their own.
  private static final String TO_FUNCTION = "lambda.alarms.cloudwatch.amazonaws.com";

  private static final Backoff BACKOFF = new Backoff(Duration.ofHours(1), Duration.ofMinutes(1));
  private static final int AT_ONCE = 16;

  private final ServiceCalls calls;
  private final Alarms alarms;

  AlarmCourier(ServiceCalls calls, Alarms alarms) {
    this.calls = calls;
    this.alarms = alarms;
  }

  /// Whether `target` is one that can be told here.
  static boolean reaches(Arn target) {
    return (target.service().equals("sns") || target.service().equals("lambda"))
        && AccountId.parse(target.account()).isPresent();
  }

  @Override
  public Page plan(
      long number,
      byte[] payload,
      byte @Nullable [] cursor,
      int most,
      Transaction transaction,
      Stamp stamp) {
    long lane = Integer.toUnsignedLong(Notice.read(payload).target().toString().hashCode());
    return new Page(List.of(new Lane(lane)), List.of(), null);
  }

  @Override
  public Optional<Attempt> prepare(Parcel parcel, Stamp stamp) {
    Notice notice = Notice.read(parcel.payload());
    String requestId = stamp.uuid().toString();
    return Optional.of(then -> send(notice, requestId, then));
  }

  private void send(Notice notice, String requestId, Consumer<Outcome> then) {
    String service = notice.target().service();
    Caller caller =
        new Caller(
            new AccountId(notice.target().account()),
            new Region(notice.target().region()),
            service.equals("lambda") ? TO_FUNCTION : PRINCIPAL,
            requestId,
            "",
            notice.alarm().toString());
    Map<String, Document> input = new LinkedHashMap<>();
    String operation =
        switch (service) {
          case "lambda" -> function(notice, input);
          case "events" -> bus(notice, input);
          default -> topic(notice, input);
        };
    calls.call(
        operation,
        caller,
        new Document.Struct(input),
        OutcomeAnswer.<Document.Struct>byStatus(then, output -> ""));
  }

  private static String function(Notice notice, Map<String, Document> input) {
    input.put("FunctionName", Document.text(notice.target().toString()));
    input.put("InvocationType", Document.text("Event"));
    byte[] body = notice.body().getBytes(StandardCharsets.UTF_8);
    input.put("Payload", Document.text(Base64.getEncoder().encodeToString(body)));
    return "lambda:Invoke";
  }

  private static String topic(Notice notice, Map<String, Document> input) {
    input.put("TopicArn", Document.text(notice.target().toString()));
    // AWS (Publish): a subject has 100 characters at most.
    input.put("Subject", Document.text(shortened(notice.subject(), 100)));
    input.put("Message", Document.text(notice.body()));
    return "sns:Publish";
  }

  private static String bus(Notice notice, Map<String, Document> input) {
    Map<String, Document> entry = new LinkedHashMap<>();
    entry.put("Source", Document.text("aws.cloudwatch"));
    entry.put("DetailType", Document.text("CloudWatch Alarm State Change"));
    entry.put("Detail", Document.text(notice.body()));
    entry.put("Resources", new Document.Array(List.of(Document.text(notice.alarm().toString()))));
    input.put("Entries", new Document.Array(List.of(new Document.Struct(entry))));
    return "events:PutEvents";
  }

  private static String shortened(String text, int most) {
    return text.length() > most ? text.substring(0, most) : text;
  }

  @Override
  public void delivered(
      Parcel parcel, Outcome.Delivered outcome, Transaction transaction, Stamp stamp) {
    note(parcel, "Successfully executed action ", "Succeeded", "", transaction, stamp);
  }

  @Override
  public Verdict failed(
      Parcel parcel, Outcome.Failed outcome, Transaction transaction, Stamp stamp) {
    return BACKOFF
        .again(parcel, outcome, stamp.millis())
        .orElseGet(() -> givenUp(parcel, outcome, transaction, stamp));
  }

  private Verdict givenUp(
      Parcel parcel, Outcome.Failed outcome, Transaction transaction, Stamp stamp) {
    Notice notice = Notice.read(parcel.payload());
    log.warn(
        "{} was not told of {}: {} {}",
        notice.target(),
        notice.alarm(),
        outcome.code(),
        outcome.message());
    note(
        parcel,
        "Failed to execute action ",
        "Failed",
        outcome.code() + ": " + outcome.message(),
        transaction,
        stamp);
    return new Verdict.Discard();
  }

  private void note(
      Parcel parcel,
      String summary,
      String actionState,
      String error,
      Transaction transaction,
      Stamp stamp) {
    Notice notice = Notice.read(parcel.payload());
    if (notice.target().service().equals("events")) {
      return; // no action of the alarm's
    }
    Map<String, String> data = new LinkedHashMap<>();
    data.put("actionState", actionState);
    data.put("notificationResource", notice.target().toString());
    if (!error.isEmpty()) {
      data.put("error", error);
    }
    alarms
        .find(notice.alarm())
        .ifPresent(alarm ->
            alarms
                .history()
                .write(
                    alarm,
                    HistoryItemType.ACTION,
                    summary + notice.target(),
                    Alarms.data(data),
                    transaction,
                    stamp));
  }

  @Override
  public void dropped(Parcel parcel, Transaction transaction, Stamp stamp) {
    throw new IllegalStateException("a notice needs nothing that may go");
  }

  @Override
  public Pace pace(Lane lane) {
    return new Pace(AT_ONCE, 0);
  }
}
