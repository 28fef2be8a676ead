package io.waybill.wire.dispatch;

import io.waybill.core.AccountId;
import io.waybill.core.Region;

/// Who calls, in which account and region, as far as the request proved or claimed it.
record Identity(AccountId account, Region region, String principal) {}
