package io.waybill.runtime.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;

/// What this build brings to run functions with: bootstraps of ours, the first process of each
/// environment, and AWS's client for Java.
public final class Bootstraps {
  /// By the folder that they lie in.
  private static final Map<String, List<String>> FILES =
      Map.of(
          "",
          List.of("init.sh"),
          "node",
          List.of(
              "awslambda.mjs",
              "bootstrap.mjs",
              "connection.mjs",
              "context.mjs",
              "errors.mjs",
              "fields.mjs",
              "handler.mjs",
              "log.mjs",
              "proxied.mjs",
              "settings.mjs",
              "streamed.mjs"),
          "python",
          List.of("bootstrap.py"),
          "python/waybill_runtime",
          List.of(
              "__init__.py",
              "answer.py",
              "connection.py",
              "context.py",
              "errors.py",
              "events.py",
              "handler.py",
              "log.py",
              "settings.py",
              "trace.py"),
          "ruby",
          List.of("bootstrap.rb"));

  private Bootstraps() {}

  /// Puts them into `folder`, where functions may read them.
  public static void unpack(Path folder) throws IOException {
    for (Map.Entry<String, List<String>> each : FILES.entrySet()) {
      Path into = Files.createDirectories(folder.resolve(each.getKey()));
      for (String name : each.getValue()) {
        unpack(Path.of(each.getKey(), name).toString(), into.resolve(name));
      }
      SandboxFiles.open(into);
    }
    JavaClient.copy(folder);
  }

  private static void unpack(String name, Path file) throws IOException {
    try (InputStream in = Bootstraps.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in this build");
      }
      Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
      SandboxFiles.open(file);
    }
  }
}
