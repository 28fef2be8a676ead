package io.waybill.shapes;

/// How a timestamp is written where it doesn't follow its protocol's habit.
public enum TimestampFormat {
  /// Seconds since 1970, with a fraction.
  EPOCH_SECONDS,
  /// `1985-04-12T23:20:50.52Z`
  DATE_TIME,
  /// `Tue, 29 Apr 2014 18:30:38 GMT`
  HTTP_DATE
}
