package io.waybill.sns.model;

import io.waybill.shapes.json.JsonValue;

/// How long a FIFO topic keeps what was published, to be replayed: `{"MessageRetentionPeriod":
/// "30"}`, in days.
final class ArchivePolicy {
  private static final int DAYS_MAX = 365;

  private ArchivePolicy() {}

  /// `text`, or empty where it ends the archive, or a refusal.
  static String checked(String text, Place place) {
    if (text.equals("{}")) {
      return "";
    }
    if (JsonValue.parseObject(text).isEmpty()) {
      throw place.invalid("ArchivePolicy", "failed to parse JSON.");
    }
    int days = days(text);
    if (days < 1 || days > DAYS_MAX) {
      throw place.invalid(
          "ArchivePolicy", "MessageRetentionPeriod must be between 1 and " + DAYS_MAX + " days");
    }
    return text;
  }

  /// The days in `text`; 0 where it says none.
  static int days(String text) {
    JsonValue value =
        JsonValue.parseObject(text)
            .flatMap(policy -> policy.get("MessageRetentionPeriod"))
            .orElse(new JsonValue.Null());
    String digits =
        switch (value) {
          case JsonValue.Text(String word) -> word;
          case JsonValue.Num(String word) -> word;
          case JsonValue.Arr _, JsonValue.Obj _, JsonValue.Bool _, JsonValue.Null _ -> "";
        };
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException notWhole) {
      return 0;
    }
  }
}
