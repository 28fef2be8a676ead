package io.waybill.lambda.invoke;

import io.waybill.engine.functions.RunOutcome;
import io.waybill.shapes.Refusal;

/// What came of an invocation.
public sealed interface Invoked {
  /// The event reached the runner.
  ///
  /// @param version what ran: `$LATEST` or a number
  record Ran(String version, RunOutcome outcome) implements Invoked {}

  /// It did not run: there is no such function or version, or no room.
  ///
  /// @param throttled whether it was for want of room, and another try may succeed
  record Refused(Refusal refusal, boolean throttled) implements Invoked {}
}
