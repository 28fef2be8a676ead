package io.waybill.server.config;

import io.waybill.core.AccountId;

/// A pair of AWS credentials and the account they act in.
public record AccessKey(String id, String secret, AccountId account) {
  /// Never shows the secret.
  @Override
  public String toString() {
    return "AccessKey[" + id + ", account " + account + "]";
  }
}
