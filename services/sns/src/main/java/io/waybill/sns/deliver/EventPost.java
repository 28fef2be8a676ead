package io.waybill.sns.deliver;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Outcome;
import io.waybill.shapes.Document;
import io.waybill.sns.state.Letter;
import java.util.Map;
import java.util.function.Consumer;

/// Publishes what happened to an endpoint to a topic, on behalf of its platform application.
record EventPost(ServiceCalls calls, Letter letter) {
  void send(Consumer<Outcome> then) {
    Arn application = Arn.parse(letter.recipient().onBehalfOf()).orElseThrow();
    new OwnCalls(calls, application, letter)
        .call(
            "Publish",
            Map.of(
                "TopicArn",
                Document.text(letter.recipient().endpoint()),
                "Subject",
                Document.text(letter.draft().subject()),
                "Message",
                Document.text(letter.draft().message())),
            answer ->
                then.accept(
                    new Outcome.Delivered(
                        answer.get("MessageId") instanceof Document.Text(String id) ? id : "")),
            then);
  }
}
