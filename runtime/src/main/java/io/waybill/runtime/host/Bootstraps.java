package io.waybill.runtime.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/// What this build brings to run functions with: bootstraps of ours, the first process of each
/// environment, and AWS's client for Java.
public final class Bootstraps {
  private static final List<String> FILES =
      List.of(
          "init.sh",
          "bootstrap.py",
          "bootstrap.rb",
          "node/awslambda.mjs",
          "node/bootstrap.mjs",
          "node/connection.mjs",
          "node/context.mjs",
          "node/errors.mjs",
          "node/fields.mjs",
          "node/handler.mjs",
          "node/log.mjs",
          "node/proxied.mjs",
          "node/settings.mjs",
          "node/streamed.mjs");

  private Bootstraps() {}

  /// Puts them into `folder`, where functions may read them.
  public static void unpack(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("node"));
    for (String name : FILES) {
      try (InputStream in = Bootstraps.class.getResourceAsStream(name)) {
        if (in == null) {
          throw new IllegalStateException(name + " is not in this build");
        }
        Files.copy(in, folder.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        SandboxFiles.open(folder.resolve(name));
      }
    }
    JavaClient.copy(folder);
    SandboxFiles.open(folder.resolve("node"));
    SandboxFiles.open(folder);
  }
}
