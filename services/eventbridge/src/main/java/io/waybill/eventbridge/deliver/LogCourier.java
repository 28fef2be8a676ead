package io.waybill.eventbridge.deliver;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Attempt;
import io.waybill.engine.outbox.Outcome;
import io.waybill.eventbridge.model.LogLine;
import io.waybill.shapes.Document;
import io.waybill.shapes.Refusal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/// Delivers to log groups: each event is the one line of a stream of its own, as AWS does it. A
/// second try finds the stream that the first one made.
final class LogCourier {
  private static final String PRINCIPAL = "events.amazonaws.com";

  private final ServiceCalls calls;

  LogCourier(ServiceCalls calls) {
    this.calls = calls;
  }

  /// A call of CloudWatch Logs, whose refusals of one kind are as good as success.
  private record Call(String operation, Map<String, Document> input, String asGood) {}

  Attempt attempt(Delivery delivery, Arn group) {
    return then -> {
      Document name = Document.text(LogLine.group(group));
      Document stream = Document.text(delivery.letter().id().toString());
      LogLine line = LogLine.of(delivery.input(), delivery.letter().ingestedMillis());
      Document.Struct event =
          new Document.Struct(
              Map.of(
                  "timestamp", Document.number(line.millis()),
                  "message", Document.text(line.message())));
      Call create =
          new Call(
              "logs:CreateLogStream",
              Map.of("logGroupName", name, "logStreamName", stream),
              "alreadyexists");
      Call put =
          new Call(
              "logs:PutLogEvents",
              Map.of(
                  "logGroupName", name,
                  "logStreamName", stream,
                  "logEvents", new Document.Array(List.of(event))),
              "nothing");
      Caller caller = caller(delivery, group);
      call(
          create,
          caller,
          created -> {
            if (created instanceof Outcome.Delivered) {
              call(put, caller, then);
            } else {
              then.accept(created);
            }
          });
    };
  }

  private static Caller caller(Delivery delivery, Arn group) {
    return new Caller(
        new AccountId(group.account()),
        new Region(group.region()),
        PRINCIPAL,
        delivery.letter().id().toString(),
        "",
        delivery.ruleArn());
  }

  private void call(Call call, Caller caller, Consumer<Outcome> then) {
    calls.call(
        call.operation,
        caller,
        new Document.Struct(call.input),
        new Answer<Document.Struct>() {
          @Override
          public void succeed(Document.Struct output) {
            then.accept(new Outcome.Delivered(""));
          }

          @Override
          public void refuse(Refusal refusal) {
            String name = refusal.shape().name().toLowerCase(Locale.ROOT);
            then.accept(
                name.contains(call.asGood) ? new Outcome.Delivered("") : Failures.of(refusal));
          }

          @Override
          public void fail(Throwable cause) {
            then.accept(Failures.of(cause));
          }
        });
  }
}
