package io.waybill.engine.outward;

import java.util.Optional;

/// The gateways that messages to people leave through; where there is none they stay in the server.
public record MessageGateways(Optional<MessageGateway> sms, Optional<MessageGateway> push) {
  /// No gateway at all.
  public static final MessageGateways NONE =
      new MessageGateways(Optional.empty(), Optional.empty());
}
