package io.waybill.runtime.environment;

import io.waybill.engine.functions.RunOutcome;
import io.waybill.engine.functions.RunOutcome.Report;
import io.waybill.runtime.api.Errors;
import io.waybill.runtime.log.PlatformEvent;
import io.waybill.runtime.log.PlatformLines.Status;
import java.time.Duration;
import java.util.function.Function;

/// Why an environment's processes have to be started anew.
///
/// @param status how Lambda's own lines tell it
/// @param shutdownReason what extensions hear
/// @param isHandled whether the function itself told the error
/// @param payload the error that the caller gets, by the event's request id
/// @param line what a log that is text says, by the event's request id; empty for nothing
record Failure(
    Status status,
    String shutdownReason,
    boolean isHandled,
    Function<String, byte[]> payload,
    Function<String, String> line) {
  static Failure timedOut(Duration timeout, long millis) {
    String told = Errors.taskTimedOut(timeout);
    return new Failure(
        new Status("timeout", ""),
        "timeout",
        false,
        id -> Errors.prefixed("Sandbox.Timedout", id, told),
        id -> PlatformEvent.time(millis) + " " + id + " " + told + "\n");
  }

  /// What was started has ended of its own.
  static Failure exited(int code) {
    String told = Errors.exit(code);
    return new Failure(
        new Status("error", "Runtime.ExitError"),
        "failure",
        false,
        id -> Errors.prefixed("Runtime.ExitError", id, told),
        id -> "RequestId: " + id + " Error: " + told + "\nRuntime.ExitError");
  }

  /// The initialisation told what is wrong.
  static Failure told(String errorType, byte[] error) {
    return new Failure(new Status("error", errorType), "failure", false, id -> error, id -> "");
  }

  static Failure extension(String errorType, String message) {
    return new Failure(
        new Status("error", errorType),
        "failure",
        false,
        id -> Errors.prefixed(errorType, id, message),
        id -> "RequestId: " + id + " Error: " + message + "\n" + errorType);
  }

  RunOutcome.Failed outcome(String requestId, Report report) {
    byte[] error = payload.apply(requestId);
    return new RunOutcome.Failed(isHandled, type(), error, report);
  }

  private String type() {
    return status.errorType().isEmpty() ? "Sandbox.Timedout" : status.errorType();
  }
}
