package io.waybill.runtime.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The groups of version 1 that this server was started in: a hierarchy for each controller.
final class SplitHierarchies {
  static final String MEMORY_LIMIT = "memory.limit_in_bytes";

  private SplitHierarchies() {}

  /// What may bound environments, the best first: by the folder in which groups are made, the file
  /// that sets its limit.
  ///
  /// @param memberships the lines of `/proc/self/cgroup`
  static List<Map<Path, String>> candidates(Path root, List<String> memberships) {
    Map<Path, String> memory = found(root, memberships, "memory", MEMORY_LIMIT);
    Map<Path, String> pids = found(root, memberships, "pids", Cgroups.PIDS);
    List<Map<Path, String>> found = new ArrayList<>();
    if (!memory.isEmpty() && !pids.isEmpty()) {
      Map<Path, String> both = new HashMap<>(memory);
      both.putAll(pids);
      found.add(both);
    }
    if (!memory.isEmpty()) {
      found.add(memory);
    }
    return found;
  }

  private static Map<Path, String> found(
      Path root, List<String> memberships, String controller, String limit) {
    for (String line : memberships) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3 && parts[1].equals(controller)) {
        return Map.of(root.resolve(controller).resolve(parts[2].substring(1)), limit);
      }
    }
    return Map.of();
  }
}
