package io.waybill.lambda.operations;

import io.waybill.core.Arn;
import io.waybill.lambda.api.GetLayerVersionResponse;
import io.waybill.lambda.api.GetPolicyResponse;
import io.waybill.lambda.api.Layer;
import io.waybill.lambda.model.Policies;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Catalog;
import io.waybill.lambda.state.Kind;
import io.waybill.lambda.state.LayerVersions;
import io.waybill.shapes.CommonErrors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Layers as functions name them.
final class Layers {
  private static final int LAYERS_MAX = 5;

  private Layers() {}

  /// The layer versions of these ARNs, or a refusal in AWS's words.
  static List<Layer> resolved(Catalog catalog, Arn function, @Nullable List<String> arns) {
    if (arns == null) {
      return List.of();
    }
    if (arns.size() > LAYERS_MAX) {
      throw Refusals.invalid("Cannot reference more than " + LAYERS_MAX + " layers.");
    }
    Map<String, String> byLayer = new HashMap<>();
    List<Layer> layers = new ArrayList<>();
    for (String each : arns) {
      requireRegion(each, function);
      GetLayerVersionResponse version =
          LayerVersions.find(catalog, each)
              .orElseThrow(() -> Refusals.invalid("Layer version " + each + " does not exist."));
      requireAccess(catalog, each, function);
      String other = byLayer.put(each.substring(0, each.lastIndexOf(':')), each);
      if (other != null) {
        throw Refusals.invalid(
            "Two different versions of the same layer are not allowed to be referenced in the same"
                + " function. %s and %s are versions of the same layer.".formatted(other, each));
      }
      Long size = version.content() == null ? null : version.content().codeSize();
      layers.add(Layer.builder().arn(each).codeSize(size).build());
    }
    return layers;
  }

  private static void requireRegion(String layer, Arn function) {
    boolean elsewhere =
        Arn.parse(layer).filter(arn -> !arn.region().equals(function.region())).isPresent();
    if (elsewhere) {
      throw Refusals.invalid(
          "Layers are not in the same region as the function. Layers are expected to be in region "
              + function.region()
              + ".");
    }
  }

  /// Refuses a layer of another account whose policy does not let the function's account in.
  private static void requireAccess(Catalog catalog, String version, Arn function) {
    Optional<Arn> layer = Arn.parse(version.substring(0, version.lastIndexOf(':')));
    boolean allowed =
        layer.filter(arn -> arn.account().equals(function.account())).isPresent()
            || layer
                .flatMap(catalog::find)
                .flatMap(
                    each -> each.get(Kind.POLICY, version.substring(version.lastIndexOf(':') + 1)))
                .map(GetPolicyResponse::policy)
                .filter(policy -> Policies.allowsAccount(policy, version, function.account()))
                .isPresent();
    if (!allowed) {
      throw CommonErrors.ACCESS_DENIED.because(
          "User: arn:%s:iam::%s:root is not authorized to perform: lambda:GetLayerVersion on resource: %s because no resource-based policy allows the lambda:GetLayerVersion action"
              .formatted(function.partition(), function.account(), version));
    }
  }
}
