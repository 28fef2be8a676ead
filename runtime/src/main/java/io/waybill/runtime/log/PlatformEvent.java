package io.waybill.runtime.log;

import java.time.Instant;
import java.util.function.Supplier;

/// Something that Lambda itself tells of an environment: a line of its log and of its telemetry.
///
/// @param type such as `platform.start`
/// @param recorded a JSON object, made only where somebody reads it
/// @param text the line in a log that is text; empty where such a log has none
/// @param level decides whether a log in JSON shows it
/// @param older whether only logs in text and the Logs API know it
public record PlatformEvent(
    String type, Supplier<String> recorded, String text, Level level, boolean older) {
  PlatformEvent(String type, String record, String text, Level level) {
    this(type, () -> record, text, level, false);
  }

  PlatformEvent(String type, Supplier<String> recorded, String text, Level level) {
    this(type, recorded, text, level, false);
  }

  String record() {
    return recorded.get();
  }

  String json(long millis) {
    return "{\"time\":\""
        + time(millis)
        + "\",\"type\":\""
        + type
        + "\",\"record\":"
        + record()
        + "}";
  }

  /// As AWS writes times: always with milliseconds.
  public static String time(long millis) {
    String text = Instant.ofEpochMilli(Math.floorDiv(millis, 1000) * 1000).toString();
    return String.format("%s.%03dZ", text.substring(0, text.length() - 1), millis % 1000);
  }
}
