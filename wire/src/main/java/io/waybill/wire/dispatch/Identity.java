package io.waybill.wire.dispatch;

import io.waybill.core.AccountId;
import io.waybill.core.Region;
import io.waybill.engine.gateway.Caller;

/// Who calls, in which account and region, as far as the request proved or claimed it.
record Identity(AccountId account, Region region, String principal) {
  /// Nobody in particular: the account is one that nothing is granted to.
  static Identity anonymous() {
    return new Identity(AccountId.DEFAULT, Region.DEFAULT, Caller.ANONYMOUS);
  }
}
