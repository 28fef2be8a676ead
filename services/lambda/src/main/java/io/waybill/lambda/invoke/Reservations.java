package io.waybill.lambda.invoke;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.lambda.state.Catalog;

/// What functions have reserved of an account's concurrency.
record Reservations(Catalog catalog) {
  int of(Arn function) {
    return of(new AccountId(function.account()), new Region(function.region()));
  }

  int of(AccountId account, Region region) {
    return catalog.reserved(account, region);
  }
}
