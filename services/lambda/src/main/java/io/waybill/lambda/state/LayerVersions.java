package io.waybill.lambda.state;

import io.waybill.core.Arn;
import io.waybill.lambda.api.FunctionConfiguration;
import io.waybill.lambda.api.GetLayerVersionResponse;
import io.waybill.lambda.api.Layer;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Versions of layers by their ARN: the layer's, a colon, the number.
public final class LayerVersions {
  public static final String PREFIX = "layer:";

  private LayerVersions() {}

  /// The version of that ARN, in anybody's account.
  public static Optional<GetLayerVersionResponse> find(Catalog catalog, String versionArn) {
    return find(catalog, versionArn, Kind.LAYER_VERSION);
  }

  /// The same, or what is left of one that is deleted. AWS: functions that name it keep it.
  public static Optional<GetLayerVersionResponse> findKept(Catalog catalog, String versionArn) {
    return find(catalog, versionArn)
        .or(() -> find(catalog, versionArn, Kind.DELETED_LAYER_VERSION));
  }

  private static Optional<GetLayerVersionResponse> find(
      Catalog catalog, String versionArn, Kind<GetLayerVersionResponse> kind) {
    int colon = versionArn.lastIndexOf(':');
    if (colon < 0) {
      return Optional.empty();
    }
    return Arn.parse(versionArn.substring(0, colon))
        .flatMap(catalog::find)
        .flatMap(layer -> layer.get(kind, versionArn.substring(colon + 1)));
  }

  /// The ARNs of all versions that functions name.
  public static Set<String> named(Catalog catalog) {
    Set<String> named = new HashSet<>();
    for (Resource resource : catalog.all()) {
      resource
          .all(Kind.VERSION)
          .values()
          .forEach(version -> layers(version).forEach(layer -> named.add(layer.arn())));
    }
    return named;
  }

  private static List<Layer> layers(FunctionConfiguration version) {
    return version.layers() == null ? List.of() : version.layers();
  }

  /// `layer` without the version `number`, of which enough is kept for functions that name it. What
  /// earlier deletions kept goes where it is not in `named`.
  public static Resource without(Resource layer, String number, Set<String> named) {
    Resource rest = layer.without(Kind.LAYER_VERSION, number).without(Kind.POLICY, number);
    for (var kept : layer.all(Kind.DELETED_LAYER_VERSION).entrySet()) {
      if (!named.contains(layer.arn() + ":" + kept.getKey())) {
        rest = rest.without(Kind.DELETED_LAYER_VERSION, kept.getKey());
      }
    }
    Optional<GetLayerVersionResponse> deleted = layer.get(Kind.LAYER_VERSION, number);
    return deleted.isPresent()
        ? rest.with(Kind.DELETED_LAYER_VERSION, number, deleted.get())
        : rest;
  }
}
