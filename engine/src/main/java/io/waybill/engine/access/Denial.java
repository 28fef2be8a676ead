package io.waybill.engine.access;

import io.waybill.engine.gateway.Caller;
import java.util.Optional;

/// Why a caller may not.
///
/// @param action such as `sqs:SendMessage`
/// @param resource the ARN of what it asked for
/// @param statement the statement that denies; empty where none allows
public record Denial(
    Caller caller, String action, String resource, Optional<String> statement, boolean isOwn) {
  /// AWS's sentence for it.
  public String text() {
    return text(action);
  }

  /// AWS's sentence, with the action as the service spells it there.
  ///
  /// Beyond AWS, the statement is told, but not to other accounts, whose matter it is not.
  public String text(String spelled) {
    String begin =
        "User: "
            + caller.principal()
            + " is not authorized to perform: "
            + spelled
            + " on resource: "
            + resource;
    if (statement.isEmpty()) {
      return begin + " because no resource-based policy allows the " + spelled + " action";
    }
    String told = isOwn || caller.isService() ? " (statement " + statement.get() + ")" : "";
    return begin + " with an explicit deny in a resource-based policy" + told;
  }
}
