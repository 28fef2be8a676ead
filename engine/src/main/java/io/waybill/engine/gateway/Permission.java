package io.waybill.engine.gateway;

import io.waybill.shapes.OperationShape;

/// The one place where it is decided whether a caller may call. Throws a Refusal where it may not.
@FunctionalInterface
public interface Permission {
  /// Whoever proved an account may do all in it that no resource's policy denies: there are no
  /// identity policies.
  Permission OF_THE_ACCOUNT = (caller, shape) -> {};

  void require(Caller caller, OperationShape<?, ?> shape);
}
