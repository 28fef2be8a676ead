package io.waybill.engine.functions;

import java.time.Duration;

/// What came of one event.
public sealed interface RunOutcome {
  /// How it went, whatever came of it.
  Report report();

  /// The function answered.
  ///
  /// @param payload its answer; empty where it was streamed
  record Returned(byte[] payload, Report report) implements RunOutcome {}

  /// The function failed: it threw, exited, broke its limits or never started.
  ///
  /// @param isHandled whether the function itself told the error, rather than its runtime
  /// @param errorType such as `Runtime.ExitError` or `Sandbox.Timedout`
  /// @param payload AWS's JSON: errorMessage, errorType, perhaps stackTrace or trace
  record Failed(boolean isHandled, String errorType, byte[] payload, Report report)
      implements RunOutcome {}

  /// The host could not run it, and the function is not to blame: no more processes or memory, a
  /// runtime that is missing, the server stops. Worth trying again.
  record NotRun(String reason, Report report) implements RunOutcome {}

  /// Figures of one run, as in Lambda's REPORT line.
  ///
  /// @param duration from the event's handing over to its end; without the initialisation
  /// @param init how long the initialisation took; zero for a warm environment
  /// @param memoryBytesMax the most that the environment used
  /// @param logTail the last 4 KB of what this event logged; empty where nobody wants it
  record Report(
      Duration duration, Duration init, long memoryBytesMax, String logStream, byte[] logTail) {
    /// Nothing ran.
    public static final Report NONE = new Report(Duration.ZERO, Duration.ZERO, 0, "", new byte[0]);
  }
}
