package io.waybill.lambda.invoke;

import io.waybill.lambda.api.AliasConfiguration;
import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/// A function and the version of it that runs.
public record Target(Resource function, String version, FunctionConfiguration configuration) {
  static Target of(Resource function, FunctionName name) {
    String version = version(function, name);
    return new Target(
        function,
        version,
        function
            .get(Kind.VERSION, version)
            .orElseThrow(() -> Refusals.functionNotFound(name.qualified())));
  }

  private static String version(Resource function, FunctionName name) {
    String qualifier = name.version();
    if (FunctionName.isVersion(qualifier)) {
      return qualifier;
    }
    AliasConfiguration alias =
        function
            .get(Kind.ALIAS, qualifier)
            .orElseThrow(() -> Refusals.functionNotFound(name.qualified()));
    return weighted(alias)
        .orElse(alias.functionVersion() == null ? FunctionName.LATEST : alias.functionVersion());
  }

  private static Optional<String> weighted(AliasConfiguration alias) {
    if (alias.routingConfig() == null || alias.routingConfig().additionalVersionWeights() == null) {
      return Optional.empty();
    }
    double drawn = ThreadLocalRandom.current().nextDouble();
    for (Map.Entry<String, Double> each :
        alias.routingConfig().additionalVersionWeights().entrySet()) {
      drawn -= each.getValue();
      if (drawn < 0) {
        return Optional.of(each.getKey());
      }
    }
    return Optional.empty();
  }
}
