package io.waybill.engine.outward;

import java.util.Optional;

/// The gateways that messages to people leave through; where there is none they stay in the server.
///
/// @param smsSandbox whether SMS go to numbers alone that their account has verified
public record MessageGateways(
    Optional<MessageGateway> sms, Optional<MessageGateway> push, boolean smsSandbox) {
  /// No gateway at all.
  public static final MessageGateways NONE =
      new MessageGateways(Optional.empty(), Optional.empty(), false);
}
