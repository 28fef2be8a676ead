package io.waybill.lambda.operations;

import io.waybill.core.Arn;
import io.waybill.engine.functions.FunctionRunner;
import io.waybill.lambda.api.GetLayerVersionResponse;
import io.waybill.lambda.api.Layer;
import io.waybill.lambda.model.Refusals;
import io.waybill.lambda.state.Catalog;
import io.waybill.lambda.state.LayerVersions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

  /// Refuses a runtime that this host can't run.
  static void requireHost(FunctionRunner runner, @Nullable String runtime) {
    if (runtime != null) {
      runner
          .missing(runtime)
          .ifPresent(why -> {
            throw Refusals.invalid("The runtime " + runtime + " can't run here: " + why);
          });
    }
  }
}
