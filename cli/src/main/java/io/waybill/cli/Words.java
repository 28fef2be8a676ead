package io.waybill.cli;

import java.util.Locale;

/// Numbers as people say them.
final class Words {
  private Words() {}

  /// `45 s`, `3 min`, `2 h 5 min`, `13 d 4 h`.
  static String age(long seconds) {
    if (seconds < 60) {
      return seconds + " s";
    }
    if (seconds < 3600) {
      return seconds / 60 + " min";
    }
    return seconds < 86_400
        ? seconds / 3600 + " h " + seconds % 3600 / 60 + " min"
        : seconds / 86_400 + " d " + seconds % 86_400 / 3600 + " h";
  }

  /// `512 B`, `1.5 KiB`, `2.0 GiB`.
  static String bytes(long bytes) {
    if (bytes < 1024) {
      return bytes + " B";
    }
    double value = bytes;
    int unit = -1;
    while (value >= 1024 && unit < 3) {
      value /= 1024;
      unit++;
    }
    return String.format(
        Locale.ROOT, "%.1f %s", value, new String[] {"KiB", "MiB", "GiB", "TiB"}[unit]);
  }

  /// `MovedToDeadLetterQueue` is `moved to dead letter queue`.
  static String spaced(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  /// What an ARN ends with: the resource's own name.
  static String nameOf(String arn) {
    return arn.substring(arn.lastIndexOf(':') + 1);
  }
}
