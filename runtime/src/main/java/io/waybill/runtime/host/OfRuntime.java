package io.waybill.runtime.host;

import java.util.Map;

/// Variables that one family of runtimes has and others don't.
final class OfRuntime {
  private OfRuntime() {}

  /// AWS (Lambda environment variables), by the places of the runtime, the code and the layers.
  static Map<String, String> variables(String name, String runtime, String task, String opt) {
    if (name.startsWith("nodejs")) {
      String major = name.substring("nodejs".length()).split("\\.", 2)[0];
      return Map.of(
          "NODE_PATH",
          String.join(
              ":",
              opt + "/nodejs/node" + major + "/node_modules",
              opt + "/nodejs/node_modules",
              runtime + "/node_modules",
              runtime,
              task));
    }
    if (name.startsWith("python")) {
      return Map.of("PYTHONPATH", runtime);
    }
    if (name.startsWith("ruby")) {
      String version = name.substring("ruby".length());
      return Map.of(
          "GEM_PATH", opt + "/ruby/gems/" + version + ".0:" + task + "/vendor/bundle",
          "RUBYLIB", runtime + ":" + task + ":" + opt + "/ruby/lib");
    }
    return Map.of();
  }
}
