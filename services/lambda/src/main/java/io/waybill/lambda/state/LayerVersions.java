package io.waybill.lambda.state;

import io.waybill.core.Arn;
import io.waybill.lambda.api.GetLayerVersionResponse;
import java.util.Optional;

/// Versions of layers by their ARN: the layer's, a colon, the number.
public final class LayerVersions {
  public static final String PREFIX = "layer:";

  private LayerVersions() {}

  /// The version of that ARN, in anybody's account.
  public static Optional<GetLayerVersionResponse> find(Catalog catalog, String versionArn) {
    int colon = versionArn.lastIndexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    return Arn.parse(versionArn.substring(0, colon))
        .flatMap(catalog::find)
        .flatMap(layer -> layer.get(Kind.LAYER_VERSION, versionArn.substring(colon + 1)));
  }
}
