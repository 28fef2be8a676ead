package io.waybill.cloudwatch.model;

import java.util.List;

/// CloudWatch's units. Their places in the list are part of the format on disk.
public final class Units {
  public static final String NONE = "None";

  private static final List<String> ALL =
      List.of(
          NONE,
          "Seconds",
          "Microseconds",
          "Milliseconds",
          "Bytes",
          "Kilobytes",
          "Megabytes",
          "Gigabytes",
          "Terabytes",
          "Bits",
          "Kilobits",
          "Megabits",
          "Gigabits",
          "Terabits",
          "Percent",
          "Count",
          "Bytes/Second",
          "Kilobytes/Second",
          "Megabytes/Second",
          "Gigabytes/Second",
          "Terabytes/Second",
          "Bits/Second",
          "Kilobits/Second",
          "Megabits/Second",
          "Gigabits/Second",
          "Terabits/Second",
          "Count/Second");

  private Units() {}

  /// The number of `unit`, which the service model has checked.
  public static int number(String unit) {
    int number = ALL.indexOf(unit);
    if (number < 0) {
      throw new IllegalArgumentException("not a unit: " + unit);
    }
    return number;
  }

  public static String numbered(int number) {
    return ALL.get(number);
  }
}
