package io.waybill.runtime.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Bounds what the processes of one environment take together, where the host lets this server make
/// cgroups: of version 2, or of version 1's `memory` and `pids`.
///
/// @param limits by the folder in which groups are made, the file that sets its limit
/// @param prefix what the names of this runner's groups begin with
/// @param why there are none, where it is known
record Cgroups(Map<Path, String> limits, String prefix, String why) {
  private static final Logger log = LoggerFactory.getLogger(Cgroups.class);
  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  static final String PIDS = "pids.max";

  /// Version 2's; what is in memory may not go to the disk instead.
  private static final String MEMORY = "memory.max";

  private static final String TRIAL = "trial";
  private static final String SWAP = "memory.swap.max";

  /// AWS (Lambda quotas): 1,024 processes and threads.
  private static final String PIDS_MAX = "1024";

  /// Finds out what may be done here, and clears away what an earlier run left. With version 2 the
  /// server may be in another group afterwards.
  static Cgroups find(String mark) {
    String prefix = "waybill-" + mark + "-";
    List<String> memberships = memberships();
    String why = "";
    Optional<OwnGroup> own = OwnGroup.find(ROOT, memberships, ProcessHandle.current().pid());
    if (own.isPresent()) {
      why = own.get().open();
      Cgroups tried = new Cgroups(Map.of(own.get().folder(), MEMORY), prefix, "");
      if (tried.mayBeUsed()) {
        return tried;
      }
      own.get().undo();
      why = why.isEmpty() ? "no process can be bounded below " + own.get().folder() : why;
    }
    for (Map<Path, String> each : SplitHierarchies.candidates(ROOT, memberships)) {
      Cgroups tried = new Cgroups(each, prefix, "");
      if (tried.mayBeUsed()) {
        return tried;
      }
    }
    return new Cgroups(Map.of(), prefix, why);
  }

  private static List<String> memberships() {
    try {
      return Files.readAllLines(Path.of("/proc/self/cgroup"));
    } catch (IOException none) {
      log.debug("this host tells of no cgroups: {}", none.getMessage());
      return List.of();
    }
  }

  /// Makes a group, sets its limits and lets a process join it. Where version 2 gives the
  /// controller to no children, the limit does not exist in the group; where a container sees the
  /// host's groups, they may be made and not be joined.
  private boolean mayBeUsed() {
    clear();
    try {
      return Programs.works(List.of("/bin/sh", "-c", joining(TRIAL, 1L << 30)));
    } catch (IOException forbidden) {
      log.debug("{}: {}", limits.keySet(), forbidden.getMessage());
      return false;
    } finally {
      remove(TRIAL);
    }
  }

  private boolean isOn() {
    return !limits.isEmpty();
  }

  /// What bounds environments, in words.
  String words() {
    if (!isOn()) {
      return "memory bounded by RLIMIT_DATA" + (why.isEmpty() ? "" : " (" + why + ")");
    }
    return boundsProcesses()
        ? "memory and number of processes bounded by cgroups"
        : "memory bounded by cgroups";
  }

  private boolean boundsProcesses() {
    return limits.containsValue(PIDS) || limits.keySet().stream().anyMatch(Cgroups::givesPids);
  }

  /// Version 2: whether what is below `folder` has the controller.
  private static boolean givesPids(Path folder) {
    try {
      return Files.readString(folder.resolve("cgroup.subtree_control")).contains(OwnGroup.PIDS);
    } catch (IOException none) {
      return false;
    }
  }

  /// Makes the group of an environment; answers what a shell does to join it.
  String joining(String environment, long bytes) throws IOException {
    StringBuilder script = new StringBuilder();
    for (Map.Entry<Path, String> each : limits.entrySet()) {
      Path group = Files.createDirectory(each.getKey().resolve(prefix + environment));
      set(group.resolve(each.getValue()), limit(each.getValue(), bytes));
      if (!each.getValue().equals(PIDS) && Files.exists(group.resolve(PIDS))) {
        set(group.resolve(PIDS), PIDS_MAX);
      }
      if (each.getValue().equals(MEMORY) && Files.exists(group.resolve(SWAP))) {
        set(group.resolve(SWAP), "0");
      }
      script.append("echo $$ > '").append(group.resolve("cgroup.procs")).append("' || exit 1; ");
    }
    return script.toString();
  }

  private static String limit(String file, long bytes) {
    return file.equals(PIDS) ? PIDS_MAX : String.valueOf(bytes);
  }

  private static void set(Path file, String value) throws IOException {
    Files.write(file, value.getBytes(StandardCharsets.UTF_8));
  }

  /// Removes the group of an environment whose processes have ended.
  void remove(String environment) {
    limits.keySet().forEach(folder -> delete(folder.resolve(prefix + environment)));
  }

  private void clear() {
    for (Path folder : limits.keySet()) {
      try (DirectoryStream<Path> old = Files.newDirectoryStream(folder, prefix + "*")) {
        old.forEach(Cgroups::delete);
      } catch (IOException unreadable) {
        log.debug("{} can't be listed: {}", folder, unreadable.getMessage());
      }
    }
  }

  private static void delete(Path group) {
    try {
      Files.deleteIfExists(group);
    } catch (IOException busy) {
      log.debug("{} stays: {}", group, busy.getMessage());
    }
  }
}
