package io.waybill.lambda.mapping;

import io.waybill.shapes.json.JsonValue;

/// One message that a source handed out.
///
/// @param id what the function names it by: the message id
/// @param handle what the source knows this delivery by
/// @param event the record that filters look at
/// @param json the record as the function gets it
public record Received(String id, String handle, JsonValue.Obj event, String json) {
  /// X-Ray's header; empty where the message has none.
  String traceHeader() {
    return event.get("attributes").orElse(new JsonValue.Null()) instanceof JsonValue.Obj(var told)
            && told.get("AWSTraceHeader") instanceof JsonValue.Text(String header)
        ? header
        : "";
  }

  public static Received of(String id, String handle, JsonValue.Obj event) {
    return new Received(id, handle, event, event.render());
  }
}
