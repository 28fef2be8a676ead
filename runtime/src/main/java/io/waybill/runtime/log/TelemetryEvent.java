package io.waybill.runtime.log;

import io.waybill.runtime.api.Errors;

/// One event of telemetry.
///
/// @param type such as `function` or `platform.start`
/// @param record JSON: an object or a string
/// @param older whether only the Logs API knows it
record TelemetryEvent(long millis, String type, String record, boolean older) {
  /// What is subscribed to.
  String category() {
    return type.startsWith("platform.") ? "platform" : type;
  }

  /// @param inText whether a line of a log is a string, whatever it holds
  String json(boolean inText) {
    boolean logged = !category().equals("platform");
    String shown = logged && inText && record.startsWith("{") ? quoted(record) : record;
    return object(PlatformEvent.time(millis), type, shown);
  }

  /// How much was dropped.
  static String dropped(long millis, int events, long bytes) {
    return object(
        PlatformEvent.time(millis),
        "platform.logsDropped",
        "{\"droppedBytes\":"
            + bytes
            + ",\"droppedRecords\":"
            + events
            + ",\"reason\":\"Consumer seems to have fallen behind as it has not acknowledged"
            + " receipt of logs.\"}");
  }

  static String quoted(String text) {
    return "\"" + Errors.quoted(text) + "\"";
  }

  private static String object(String time, String type, String record) {
    return "{\"time\":\"" + time + "\",\"type\":\"" + type + "\",\"record\":" + record + "}";
  }
}
