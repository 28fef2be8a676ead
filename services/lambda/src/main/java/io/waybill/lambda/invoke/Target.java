package io.waybill.lambda.invoke;

import io.waybill.lambda.api.AliasConfiguration;
import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.model.FunctionName;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.Resource;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.zip.CRC32C;

/// A function and the version of it that runs.
public record Target(Resource function, String version, FunctionConfiguration configuration) {
  /// @param requestId where an alias has weights, it draws the lot
  static Target of(Resource function, FunctionName name, String requestId) {
    String version = version(function, name, requestId);
    return new Target(
        function,
        version,
        function
            .get(Kind.VERSION, version)
            .orElseThrow(() -> Refusals.functionNotFound(name.qualified())));
  }

  private static String version(Resource function, FunctionName name, String requestId) {
    String qualifier = name.version();
    if (FunctionName.isVersion(qualifier)) {
      return qualifier;
    }
    AliasConfiguration alias =
        function
            .get(Kind.ALIAS, qualifier)
            .orElseThrow(() -> Refusals.functionNotFound(name.qualified()));
    return weighted(alias, lot(requestId))
        .orElse(alias.functionVersion() == null ? FunctionName.LATEST : alias.functionVersion());
  }

  /// A number from 0 up to 1, the same for every look at one event.
  private static double lot(String requestId) {
    CRC32C hash = new CRC32C();
    hash.update(requestId.getBytes(StandardCharsets.UTF_8));
    return hash.getValue() / 0x1p32;
  }

  private static Optional<String> weighted(AliasConfiguration alias, double lot) {
    if (alias.routingConfig() == null || alias.routingConfig().additionalVersionWeights() == null) {
      return Optional.empty();
    }
    double drawn = lot;
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
