package io.waybill.server.admin;

import java.time.Duration;
import java.time.Instant;

/// What a test may do to time.
public sealed interface ClockAction {
  /// Time stands still.
  record Stop() implements ClockAction {}

  /// Time goes on from where it stands.
  record Resume() implements ClockAction {}

  /// Time leaps ahead, stopped or not.
  record Advance(Duration by) implements ClockAction {}

  /// Time leaps ahead to a moment that is not in the past.
  record Set(Instant to) implements ClockAction {}
}
