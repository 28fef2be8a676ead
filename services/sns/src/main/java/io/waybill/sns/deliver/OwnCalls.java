package io.waybill.sns.deliver;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Outcome;
import io.waybill.shapes.Document;
import io.waybill.shapes.Refusal;
import io.waybill.sns.state.Letter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Asks SNS itself for what a delivery needs and another partition has, such as a device's token.
///
/// @param of what is asked about; its account and region are those that are asked
record OwnCalls(ServiceCalls calls, Arn of, Letter letter) {
  private static final String PRINCIPAL = "sns.amazonaws.com";

  /// Calls `operation`; what it refuses goes to `refused`, and a fault of ours is worth another
  /// try.
  void call(
      String operation,
      Map<String, Document> input,
      Consumer<Map<String, Document>> then,
      Consumer<Refusal> refused,
      Consumer<Outcome> failed) {
    Caller caller =
        new Caller(
            new AccountId(of.account()),
            new Region(of.region()),
            PRINCIPAL,
            letter.messageId().toString(),
            letter.baseUrl(),
            letter.topicArn().isEmpty() ? of.toString() : letter.topicArn());
    calls.call(
        "sns:" + operation,
        caller,
        new Document.Struct(input),
        new Answer<Document.Struct>() {
          @Override
          public void succeed(Document.Struct output) {
            try {
              then.accept(output.members());
            } catch (RuntimeException bug) {
              failed.accept(Failures.of(bug));
            }
          }

          @Override
          public void refuse(Refusal refusal) {
            refused.accept(refusal);
          }

          @Override
          public void fail(Throwable cause) {
            failed.accept(Failures.of(cause));
          }
        });
  }

  /// Calls an operation whose refusals end the delivery.
  void call(
      String operation,
      Map<String, Document> input,
      Consumer<Map<String, Document>> then,
      Consumer<Outcome> failed) {
    call(operation, input, then, refusal -> failed.accept(Failures.of(refusal)), failed);
  }

  /// The texts of the map that an answer has under `name`.
  static Map<String, String> texts(Map<String, Document> answer, String name) {
    Map<String, String> texts = new LinkedHashMap<>();
    if (answer.get(name) instanceof Document.Struct(var members)) {
      members.forEach((key, value) -> {
        if (value instanceof Document.Text(String text)) {
          texts.put(key, text);
        }
      });
    }
    return texts;
  }
}
