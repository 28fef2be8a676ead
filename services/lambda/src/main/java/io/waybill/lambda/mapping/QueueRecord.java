package io.waybill.lambda.mapping;

import io.waybill.core.Arn;
import io.waybill.shapes.Document;
import io.waybill.shapes.json.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A queue's message as Lambda tells it to functions.
final class QueueRecord {
  private QueueRecord() {}

  /// @param message as `sqs:ReceiveMessage` answers it, with all attributes
  static Received of(Document.Struct message, Arn queue) {
    Map<String, JsonValue> told = new LinkedHashMap<>();
    String id = text(message, "MessageId");
    String handle = text(message, "ReceiptHandle");
    told.put("messageId", new JsonValue.Text(id));
    told.put("receiptHandle", new JsonValue.Text(handle));
    told.put("body", new JsonValue.Text(text(message, "Body")));
    told.put("attributes", texts(message));
    told.put("messageAttributes", attributes(message));
    told.put("md5OfBody", new JsonValue.Text(text(message, "MD5OfBody")));
    // AWS: null where there are no attributes.
    String md5 = text(message, "MD5OfMessageAttributes");
    told.put(
        "md5OfMessageAttributes", md5.isEmpty() ? new JsonValue.Null() : new JsonValue.Text(md5));
    told.put("eventSource", new JsonValue.Text("aws:sqs"));
    told.put("eventSourceARN", new JsonValue.Text(queue.toString()));
    told.put("awsRegion", new JsonValue.Text(queue.region()));
    return Received.of(id, handle, new JsonValue.Obj(told));
  }

  private static JsonValue texts(Document.Struct message) {
    Map<String, JsonValue> told = new LinkedHashMap<>();
    struct(message.members().get("Attributes"))
        .members()
        .forEach((name, value) -> {
          if (value instanceof Document.Text(String text)) {
            told.put(name, new JsonValue.Text(text));
          }
        });
    return new JsonValue.Obj(told);
  }

  private static JsonValue attributes(Document.Struct message) {
    Map<String, JsonValue> told = new LinkedHashMap<>();
    struct(message.members().get("MessageAttributes"))
        .members()
        .forEach((name, value) -> told.put(name, attribute(struct(value))));
    return new JsonValue.Obj(told);
  }

  private static JsonValue attribute(Document.Struct attribute) {
    Map<String, JsonValue> told = new LinkedHashMap<>();
    if (attribute.members().get("StringValue") instanceof Document.Text(String value)) {
      told.put("stringValue", new JsonValue.Text(value));
    }
    if (attribute.members().get("BinaryValue") instanceof Document.Text(String value)) {
      told.put("binaryValue", new JsonValue.Text(value));
    }
    told.put("stringListValues", new JsonValue.Arr(List.of()));
    told.put("binaryListValues", new JsonValue.Arr(List.of()));
    told.put("dataType", new JsonValue.Text(text(attribute, "DataType")));
    return new JsonValue.Obj(told);
  }

  private static Document.Struct struct(@Nullable Document value) {
    return value instanceof Document.Struct struct ? struct : new Document.Struct(Map.of());
  }

  private static String text(Document.Struct of, String name) {
    return of.members().get(name) instanceof Document.Text(String value) ? value : "";
  }
}
