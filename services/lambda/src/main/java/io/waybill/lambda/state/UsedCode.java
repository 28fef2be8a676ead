package io.waybill.lambda.state;

import java.util.HashSet;
import java.util.Set;

/// Which packages are in use.
public final class UsedCode {
  private UsedCode() {}

  /// The hashes of all packages that a function's version or a layer's version names.
  public static Set<String> of(Catalog catalog) {
    Set<String> used = new HashSet<>();
    for (Resource resource : catalog.all()) {
      resource
          .all(Kind.VERSION)
          .forEach((version, configuration) -> {
            String hash = configuration.codeSha256();
            if (hash != null && resource.get(Kind.CODE, version).isEmpty()) {
              used.add(hash);
            }
          });
      resource
          .all(Kind.LAYER_VERSION)
          .values()
          .forEach(layer -> {
            if (layer.content() != null && layer.content().codeSha256() != null) {
              used.add(layer.content().codeSha256());
            }
          });
    }
    return used;
  }
}
