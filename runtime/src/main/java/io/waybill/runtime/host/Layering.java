package io.waybill.runtime.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// Lays layers over each other in one folder.
final class Layering {
  private Layering() {}

  /// Fills `opt` from `layers`: later ones win.
  static void merge(List<Path> layers, Path opt) throws IOException {
    Files.createDirectories(opt);
    for (Path layer : layers) {
      try (var files = Files.walk(layer)) {
        for (Path from : files.toList()) {
          Path to = opt.resolve(layer.relativize(from).toString());
          if (Files.isDirectory(from, LinkOption.NOFOLLOW_LINKS)) {
            Files.createDirectories(to);
          } else {
            Files.deleteIfExists(to);
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
          }
        }
      }
    }
  }
}
