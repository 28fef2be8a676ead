package io.waybill.server.admin;

import io.waybill.server.config.Durations;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;

/// The body of `POST /_waybill/clock`.
final class ClockRequest {
  private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59Z");

  private ClockRequest() {}

  /// What the texts of the body ask for. Throws an [AdminRefusal] where that is nothing.
  static ClockAction action(Map<String, String> texts) {
    String action = texts.getOrDefault("action", "");
    return switch (action) {
      case "stop" -> new ClockAction.Stop();
      case "resume" -> new ClockAction.Resume();
      case "advance" -> advance(texts.getOrDefault("by", ""));
      case "set" -> set(texts.getOrDefault("to", ""));
      default ->
          throw AdminRefusal.badRequest(
              "action is '" + action + "'; allowed are stop, resume, advance and set");
    };
  }

  private static ClockAction advance(String by) {
    return Durations.parse(by)
        .map(ClockAction.Advance::new)
        .orElseThrow(() ->
            AdminRefusal.badRequest(
                "by is '" + by + "'; allowed is a duration such as 500ms, 90s, 12h or 14d"));
  }

  private static ClockAction set(String to) {
    try {
      Instant time = Instant.parse(to);
      if (time.isAfter(LATEST)) {
        throw AdminRefusal.badRequest("to is '" + to + "'; allowed is a time up to " + LATEST);
      }
      return new ClockAction.Set(time);
    } catch (DateTimeException e) {
      throw AdminRefusal.badRequest(
          "to is '" + to + "'; allowed is a time such as 2026-02-14T00:00:00Z");
    }
  }
}
