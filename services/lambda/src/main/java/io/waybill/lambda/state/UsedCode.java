package io.waybill.lambda.state;

import io.waybill.lambda.api.GetLayerVersionResponse;
import java.util.HashSet;
import java.util.Set;

/// Which packages are in use.
public final class UsedCode {
  private UsedCode() {}

  /// The hashes of all packages that a function's version or a layer's version names, or a deleted
  /// one that a function keeps.
  public static Set<String> of(Catalog catalog) {
    Set<String> used = new HashSet<>();
    Set<String> layers = LayerVersions.named(catalog);
    for (Resource resource : catalog.all()) {
      resource
          .all(Kind.VERSION)
          .forEach((version, configuration) -> {
            String hash = configuration.codeSha256();
            if (hash != null && resource.get(Kind.CODE, version).isEmpty()) {
              used.add(hash);
            }
          });
      resource.all(Kind.LAYER_VERSION).values().forEach(layer -> add(layer, used));
      resource.all(Kind.DELETED_LAYER_VERSION).values().stream()
          .filter(layer -> layers.contains(layer.layerVersionArn()))
          .forEach(layer -> add(layer, used));
    }
    return used;
  }

  private static void add(GetLayerVersionResponse layer, Set<String> used) {
    if (layer.content() != null && layer.content().codeSha256() != null) {
      used.add(layer.content().codeSha256());
    }
  }
}
