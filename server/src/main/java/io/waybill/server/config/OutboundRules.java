package io.waybill.server.config;

import io.waybill.outward.AddressBlock;
import java.util.List;

/// What this server may call.
///
/// @param loopback whether it may call this machine's loopback addresses
/// @param allowed what it may call beside the open internet
public record OutboundRules(boolean loopback, List<AddressBlock> allowed) {
  public OutboundRules {
    allowed = List.copyOf(allowed);
  }
}
