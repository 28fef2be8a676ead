package io.waybill.cloudwatch.model;

import io.waybill.core.AccountId;
import io.waybill.core.Region;

/// An account in a region: metrics of different worlds never meet.
public record World(AccountId account, Region region) {
  /// A text that no other world has, and that begins no other's.
  public String place() {
    return account.digits() + '/' + region.name() + '/';
  }
}
