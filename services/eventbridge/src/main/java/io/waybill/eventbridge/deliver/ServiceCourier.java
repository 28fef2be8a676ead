package io.waybill.eventbridge.deliver;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Attempt;
import io.waybill.engine.outbox.Outcome;
import io.waybill.engine.outbox.OutcomeAnswer;
import io.waybill.eventbridge.api.SqsParameters;
import io.waybill.eventbridge.model.DeadLetterReason;
import io.waybill.shapes.Document;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// Delivers to queues, topics and functions: AWS's own calls, by EventBridge on behalf of the rule.
final class ServiceCourier {
  private static final String PRINCIPAL = "events.amazonaws.com";
  private static final String MESSAGE_ID = "MessageId";

  private final ServiceCalls calls;

  ServiceCourier(ServiceCalls calls) {
    this.calls = calls;
  }

  Attempt queue(Delivery delivery, Arn queue) {
    return attempt("sqs:SendMessage", delivery, queue, () -> message(delivery, queue));
  }

  private static Map<String, Document> message(Delivery delivery, Arn queue) {
    Map<String, Document> input = sendTo(queue, delivery.input());
    SqsParameters parameters = delivery.target().sqsParameters();
    String group = parameters == null ? null : parameters.messageGroupId();
    if (group != null && !group.isEmpty()) {
      input.put("MessageGroupId", Document.text(group));
    }
    return input;
  }

  Attempt topic(Delivery delivery, Arn topic) {
    return attempt(
        "sns:Publish",
        delivery,
        topic,
        () -> {
          Map<String, Document> input = new LinkedHashMap<>();
          input.put("TopicArn", Document.text(topic.toString()));
          input.put("Message", Document.text(delivery.input()));
          return input;
        });
  }

  /// AWS: functions are invoked asynchronously.
  Attempt function(Delivery delivery, Arn function) {
    return attempt(
        "lambda:Invoke",
        delivery,
        function,
        () -> {
          byte[] event = delivery.input().getBytes(StandardCharsets.UTF_8);
          Map<String, Document> input = new LinkedHashMap<>();
          input.put("FunctionName", Document.text(function.toString()));
          input.put("InvocationType", Document.text("Event"));
          input.put("Payload", Document.text(Base64.getEncoder().encodeToString(event)));
          return input;
        });
  }

  /// AWS (dead-letter queues): the event as it was, and why it is there as attributes.
  Attempt deadLetter(Delivery delivery, String queueArn, DeadLetterReason reason) {
    Optional<Arn> queue = Arn.parse(queueArn);
    if (queue.isEmpty()) {
      return then ->
          then.accept(new Outcome.Failed(true, "NO_RESOURCE", "No dead-letter queue is set.", 0));
    }
    return attempt(
        "sqs:SendMessage",
        delivery,
        queue.get(),
        () -> {
          Map<String, Document> input = sendTo(queue.get(), delivery.letter().event());
          input.put("MessageAttributes", new Document.Struct(attributes(delivery, reason)));
          return input;
        });
  }

  private static Map<String, Document> attributes(Delivery delivery, DeadLetterReason reason) {
    Map<String, Document> attributes = new LinkedHashMap<>();
    attributes.put("RULE_ARN", attribute(delivery.ruleArn()));
    attributes.put("TARGET_ARN", attribute(delivery.targetArn().toString()));
    attributes.put("ERROR_CODE", attribute(reason.code()));
    attributes.put("ERROR_MESSAGE", attribute(reason.message()));
    if (!reason.condition().isEmpty()) {
      attributes.put("EXHAUSTED_RETRY_CONDITION", attribute(reason.condition()));
    }
    attributes.put("RETRY_ATTEMPTS", attribute(String.valueOf(reason.retries())));
    return attributes;
  }

  private static Map<String, Document> sendTo(Arn queue, String body) {
    Map<String, Document> input = new LinkedHashMap<>();
    input.put("QueueUrl", Document.text("/" + queue.account() + "/" + queue.resource()));
    input.put("MessageBody", Document.text(body));
    return input;
  }

  private static Document attribute(String value) {
    return new Document.Struct(
        Map.of(
            "DataType",
            Document.text("String"),
            "StringValue",
            Document.text(value.isEmpty() ? "-" : value)));
  }

  /// A call that is put together when it begins, outside of the partition.
  private Attempt attempt(
      String operation, Delivery delivery, Arn target, Supplier<Map<String, Document>> input) {
    return then -> {
      Caller caller =
          new Caller(
                  new AccountId(target.account()),
                  new Region(target.region()),
                  PRINCIPAL,
                  delivery.letter().id().toString(),
                  "",
                  delivery.ruleArn())
              .tracedBy(delivery.letter().traceHeader());
      calls.call(operation, caller, new Document.Struct(input.get()), answer(then));
    };
  }

  private static Answer<Document.Struct> answer(Consumer<Outcome> then) {
    return new OutcomeAnswer<>(
        then,
        output ->
            output.members().get(MESSAGE_ID) instanceof Document.Text(String value) ? value : "",
        Failures::of,
        Failures::of);
  }
}
