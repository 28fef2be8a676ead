package io.waybill.engine.outward;

import java.net.URI;
import java.util.Optional;

/// An HTTP endpoint of the operator's that brings messages to people: SMS, or mobile push.
///
/// @param address an absolute http or https address
/// @param token who we are to it, as a bearer token; empty where it asks nobody
public record MessageGateway(URI address, Optional<String> token) {
  /// Never shows the token.
  @Override
  public String toString() {
    return "MessageGateway[" + address + "]";
  }
}
