package io.waybill.shapes.policy;

/// What a policy says to a request.
public sealed interface Verdict {
  /// A statement allows it, and none denies it.
  ///
  /// @param statement the statement's id, or its number as in `#2`
  record Allowed(String statement) implements Verdict {}

  /// A statement denies it, whatever others allow.
  ///
  /// @param statement the statement's id, or its number as in `#2`
  record ExplicitlyDenied(String statement) implements Verdict {}

  /// No statement speaks of it.
  record ImplicitlyDenied() implements Verdict {}
}
