package io.waybill.runtime.host;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The program that makes sandboxes, where it is and may run.
///
/// @param path empty where there is none that may run
/// @param bounds whether it can bound a `/tmp` in memory (0.8 and later)
record Bubblewrap(Optional<Path> path, boolean bounds) {
  static Bubblewrap find() {
    Optional<Path> found =
        Programs.find("bwrap")
            .filter(each -> run(each, "--ro-bind", "/", "/", "--unshare-pid", "true"));
    boolean bounds =
        found
            .filter(each ->
                run(each, "--ro-bind", "/", "/", "--size", "4096", "--tmpfs", "/tmp", "true"))
            .isPresent();
    return new Bubblewrap(found, bounds);
  }

  /// Some hosts have it and forbid what it does.
  private static boolean run(Path program, String... words) {
    List<String> line = new ArrayList<>(List.of(program.toString()));
    line.addAll(List.of(words));
    return Programs.works(line);
  }

  boolean mayRun() {
    return path.isPresent();
  }

  List<String> begin() {
    return List.of(
        path.orElseThrow().toString(), "--die-with-parent", "--unshare-pid", "--unshare-ipc");
  }

  /// Lets every user enter the folders above `place`, which would be root's alone.
  List<String> entered(Path place) {
    List<String> line = new ArrayList<>();
    for (Path at = place.getParent();
        bounds && at != null && at.getParent() != null;
        at = at.getParent()) {
      line.addAll(0, List.of("--perms", "0755", "--dir", at.toString()));
    }
    return line;
  }

  /// A `/tmp` of `megabytes`, or where that can't be the folder `own`.
  List<String> tmp(Path own, int megabytes) {
    return bounds
        ? List.of(
            "--perms", "1777", "--size", String.valueOf((long) megabytes << 20), "--tmpfs", "/tmp")
        : List.of("--bind", own.toString(), "/tmp");
  }
}
