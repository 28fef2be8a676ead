package io.waybill.lambda.state;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;

/// One account in one region: what AWS's limits of concurrency are of.
public record World(String account, String region) {
  public static World of(Arn resource) {
    return new World(resource.account(), resource.region());
  }

  public static World of(AccountId account, Region region) {
    return new World(account.digits(), region.name());
  }
}
