package io.waybill.lambda.operations;

import io.waybill.lambda.api.AliasConfiguration;

/// Aliases as operations tell them.
final class Aliases {
  private Aliases() {}

  /// Whether calls of `alias` may run `version`.
  static boolean uses(AliasConfiguration alias, String version) {
    boolean weighted =
        alias.routingConfig() != null
            && Inputs.map(alias.routingConfig().additionalVersionWeights()).containsKey(version);
    return weighted || version.equals(alias.functionVersion());
  }
}
