package io.waybill.lambda.model;

import io.waybill.lambda.api.FileSystemConfig;
import io.waybill.lambda.api.VpcConfig;
import io.waybill.lambda.api.VpcConfigResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The network of a function and the file systems that it reaches there: kept and shown, not used.
final class Networks {
  private Networks() {}

  /// What is shown of a network; both of its lists empty take it away again.
  static @Nullable VpcConfigResponse vpc(@Nullable VpcConfig asked) {
    if (asked == null) {
      return null;
    }
    List<String> subnets = list(asked.subnetIds());
    List<String> groups = list(asked.securityGroupIds());
    if (subnets.isEmpty() != groups.isEmpty()) {
      throw Refusals.invalid("SubnetIds and SecurityIds must coexist or be both empty list.");
    }
    return new VpcConfigResponse(
        subnets, groups, "", Boolean.TRUE.equals(asked.ipv6AllowedForDualStack()));
  }

  /// The file systems, null for none. Refuses them without a network.
  static @Nullable List<FileSystemConfig> fileSystems(
      @Nullable List<FileSystemConfig> asked, @Nullable VpcConfigResponse network) {
    List<FileSystemConfig> all = list(asked);
    if (all.isEmpty()) {
      return null;
    }
    if (network == null || list(network.subnetIds()).isEmpty()) {
      throw Refusals.invalid(
          "Function must be configured to execute in a VPC to reference access point "
              + all.getFirst().arn()
              + ".");
    }
    return all;
  }

  private static <T> List<T> list(@Nullable List<T> values) {
    return values == null ? List.of() : values;
  }
}
