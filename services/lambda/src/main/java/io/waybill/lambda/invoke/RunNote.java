package io.waybill.lambda.invoke;

import io.waybill.shapes.json.JsonValue;
import java.nio.charset.StandardCharsets;

/// What came of a run, as an outcome of the outbox tells it.
///
/// @param version what ran; empty where nothing did
/// @param response what the function answered, its error included
record RunNote(String version, String response) {
  static final RunNote NONE = new RunNote("", "");

  static RunNote of(String version, byte[] response) {
    return new RunNote(version, new String(response, StandardCharsets.UTF_8));
  }

  static RunNote read(String note) {
    int line = note.indexOf('\n');
    return new RunNote(line < 0 ? "" : note.substring(0, line), note.substring(line + 1));
  }

  String text() {
    return version + '\n' + response;
  }

  /// The message of an error that a function answered with, or all of it where it has none.
  static String errorMessage(String response) {
    return JsonValue.parseObject(response)
        .flatMap(object -> object.get("errorMessage"))
        .map(message -> message instanceof JsonValue.Text(String value) ? value : message.render())
        .orElse(response);
  }
}
