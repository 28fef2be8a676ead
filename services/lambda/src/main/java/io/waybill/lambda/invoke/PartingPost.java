package io.waybill.lambda.invoke;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.outbox.Outcome;
import io.waybill.engine.outbox.OutcomeAnswer;
import io.waybill.lambda.model.FunctionName;
import io.waybill.shapes.Document;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/// Brings what tells of an event's end to where it belongs: AWS's own calls, by Lambda on behalf of
/// the function.
record PartingPost(ServiceCalls calls) {
  private static final String PRINCIPAL = "lambda.amazonaws.com";

  void send(Parting parting, Consumer<Outcome> then) {
    Arn target = Arn.parse(parting.target()).orElse(null);
    if (target == null) {
      then.accept(new Outcome.Failed(true, "InvalidTarget", parting.target(), 0));
      return;
    }
    Caller caller =
        new Caller(
                new AccountId(target.account()),
                new Region(target.region()),
                PRINCIPAL,
                parting.requestId(),
                parting.baseUrl(),
                parting.functionArn())
            .tracedBy(parting.traceHeader());
    Map<String, Document> input = new LinkedHashMap<>();
    String operation =
        switch (target.service()) {
          case "sqs" -> queue(parting, target, input);
          case "sns" -> topic(parting, target, input);
          case "events" -> bus(parting, target, input);
          default -> function(parting, target, input);
        };
    calls.call(operation, caller, new Document.Struct(input), answer(then));
  }

  private static String queue(Parting parting, Arn target, Map<String, Document> input) {
    input.put("QueueUrl", Document.text("/" + target.account() + "/" + target.resource()));
    input.put("MessageBody", Document.text(parting.record()));
    if (parting.isDeadLetter()) {
      input.put("MessageAttributes", attributes(parting));
    }
    return "sqs:SendMessage";
  }

  private static String topic(Parting parting, Arn target, Map<String, Document> input) {
    input.put("TopicArn", Document.text(target.toString()));
    input.put("Message", Document.text(parting.record()));
    if (parting.isDeadLetter()) {
      input.put("MessageAttributes", attributes(parting));
    }
    return "sns:Publish";
  }

  private static String bus(Parting parting, Arn target, Map<String, Document> input) {
    Map<String, Document> entry = new LinkedHashMap<>();
    entry.put("Source", Document.text("lambda"));
    entry.put(
        "DetailType",
        Document.text(
            "Lambda Function Invocation Result - "
                + (parting.succeeded() ? "Success" : "Failure")));
    entry.put("Detail", Document.text(parting.record()));
    entry.put("EventBusName", Document.text(target.toString()));
    entry.put(
        "Resources",
        new Document.Array(
            List.of(Document.text(target.toString()), Document.text(parting.functionArn()))));
    input.put("Entries", new Document.Array(List.of(new Document.Struct(entry))));
    return "events:PutEvents";
  }

  private static String function(Parting parting, Arn target, Map<String, Document> input) {
    input.put("FunctionName", Document.text(target.toString()));
    input.put("InvocationType", Document.text("Event"));
    input.put(
        "Payload",
        Document.text(
            Base64.getEncoder()
                .encodeToString(
                    parting.record().getBytes(java.nio.charset.StandardCharsets.UTF_8))));
    return FunctionName.ofArn(target.toString()).isPresent() ? "lambda:Invoke" : "unknown";
  }

  // AWS ("Dead-letter queues"): RequestID, ErrorCode (the status) and ErrorMessage (1 KB of it).
  private static Document attributes(Parting parting) {
    Map<String, Document> attributes = new LinkedHashMap<>();
    attributes.put("RequestID", attribute("String", parting.requestId()));
    attributes.put("ErrorCode", attribute("Number", "200"));
    String message = parting.errorMessage();
    attributes.put(
        "ErrorMessage",
        attribute("String", message.length() > 1024 ? message.substring(0, 1024) : message));
    return new Document.Struct(attributes);
  }

  private static Document attribute(String type, String value) {
    return new Document.Struct(
        Map.of("DataType", Document.text(type), "StringValue", Document.text(value)));
  }

  private static OutcomeAnswer<Document.Struct> answer(Consumer<Outcome> then) {
    return OutcomeAnswer.byStatus(
        then,
        output ->
            output.members().get("MessageId") instanceof Document.Text(String value) ? value : "");
  }
}
