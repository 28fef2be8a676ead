package io.waybill.sns.deliver;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Outcome;
import io.waybill.engine.outbox.OutcomeAnswer;
import io.waybill.shapes.Document;
import io.waybill.sns.model.Attribute;
import io.waybill.sns.state.Letter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;

/// Brings messages to queues: AWS's own call, by SNS on behalf of the topic.
///
/// @param letter what is sent; all it says but the body goes along
/// @param withAttributes whether the attributes stand beside the body, and not in it
record QueuePost(ServiceCalls calls, Letter letter, boolean withAttributes) {
  private static final String PRINCIPAL = "sns.amazonaws.com";

  void send(Arn queue, String body, Consumer<Outcome> then) {
    Map<String, Document> input = new LinkedHashMap<>();
    input.put("QueueUrl", Document.text("/" + queue.account() + "/" + queue.resource()));
    input.put("MessageBody", Document.text(body));
    if (withAttributes && !letter.draft().attributes().isEmpty()) {
      input.put("MessageAttributes", attributes());
    }
    if (!letter.draft().groupId().isEmpty()) {
      input.put("MessageGroupId", Document.text(letter.draft().groupId()));
      if (queue.resource().endsWith(".fifo") && letter.isFifo()) {
        input.put("MessageDeduplicationId", Document.text(letter.deduplicationId()));
      }
    }
    Caller caller =
        new Caller(
            new AccountId(queue.account()),
            new Region(queue.region()),
            PRINCIPAL,
            letter.messageId().toString(),
            letter.baseUrl(),
            letter.topicArn());
    calls.call(
        "sqs:SendMessage",
        caller.tracedBy(letter.draft().traceHeader()),
        new Document.Struct(input),
        answer(then));
  }

  private Document attributes() {
    Map<String, Document> attributes = new LinkedHashMap<>();
    for (Attribute each : letter.draft().attributes()) {
      attributes.put(
          each.name(),
          new Document.Struct(
              Map.of(
                  "DataType",
                  Document.text(each.type()),
                  each.isBinary() ? "BinaryValue" : "StringValue",
                  Document.text(each.text()))));
    }
    return new Document.Struct(attributes);
  }

  private static Answer<Document.Struct> answer(Consumer<Outcome> then) {
    return new OutcomeAnswer<>(
        then,
        output ->
            output.members().get("MessageId") instanceof Document.Text(String value) ? value : "",
        Failures::of,
        Failures::of);
  }
}
