package io.waybill.cloudwatch.state;

import java.util.List;

/// What was read of one series, the oldest first.
///
/// @param number of what was wanted
public record Points(int number, List<Point> points) {
  /// The statistic of one stretch.
  public record Point(long second, double value) {}
}
