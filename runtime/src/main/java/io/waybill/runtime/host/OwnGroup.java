package io.waybill.runtime.host;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The group of version 2 that this server was started in, made ready for groups of environments.
///
/// The kernel gives controllers to the groups below one only while no process is in that one
/// itself, the root excepted. So the server moves into a group of its own, beside those of
/// environments. That is for a group that was made over to the server and holds nobody else: others
/// are left where they are.
final class OwnGroup {
  private static final Logger log = LoggerFactory.getLogger(OwnGroup.class);

  /// The server's own, below the group that it was started in. A server that a process of that
  /// group starts, or that is put into one of this name, uses the group above.
  static final String ITSELF = "waybill-itself";

  static final String MEMORY = "memory";
  static final String PIDS = "pids";
  private static final String PROCESSES = "cgroup.procs";
  private static final String GIVEN = "cgroup.subtree_control";

  private final Path started;
  private final Path folder;
  private final String process;
  private String added = "";
  private boolean moved;

  /// @param started the group's folder
  /// @param process the server's, as the kernel counts
  OwnGroup(Path started, long process) {
    this.started = started;
    this.folder = started.endsWith(ITSELF) ? started.resolveSibling("") : started;
    this.process = String.valueOf(process);
  }

  /// Finds it where version 2 is what is mounted at `root`.
  ///
  /// @param memberships the lines of `/proc/self/cgroup`
  static Optional<OwnGroup> find(Path root, List<String> memberships, long process) {
    if (!Files.exists(root.resolve("cgroup.controllers"))) {
      return Optional.empty();
    }
    return memberships.stream()
        .filter(line -> line.startsWith("0::/"))
        .map(line -> new OwnGroup(root.resolve(line.substring("0::/".length())), process))
        .findFirst();
  }

  /// Where groups of environments are made.
  Path folder() {
    return folder;
  }

  /// Lets the groups in [#folder()] have the controllers, as far as they are there and are not had
  /// yet. Answers why that can't be, with all as it was before; or nothing.
  String open() {
    List<String> there = new ArrayList<>(words("cgroup.controllers"));
    there.retainAll(List.of(MEMORY, PIDS));
    if (!there.contains(MEMORY)) {
      return "the memory controller is not given to " + folder;
    }
    there.removeAll(words(GIVEN));
    if (there.isEmpty()) {
      return "";
    }
    if (new SystemdUnit(folder).isKept()) {
      return "systemd has not delegated " + folder + ": Delegate=yes is missing";
    }
    try {
      if (folder.equals(started) && !isRoot()) {
        move();
      }
      add(there);
      return "";
    } catch (IOException refused) {
      undo();
      return String.valueOf(refused.getMessage());
    }
  }

  /// The root has no type.
  private boolean isRoot() {
    return !Files.exists(folder.resolve("cgroup.type"));
  }

  private void move() throws IOException {
    Path itself = folder.resolve(ITSELF);
    try {
      Files.createDirectories(itself);
    } catch (IOException forbidden) {
      throw new IOException("no group can be made in " + folder, forbidden);
    }
    set(itself.resolve(PROCESSES), process);
    moved = true;
    if (!words(PROCESSES).isEmpty()) {
      throw new IOException("other processes are in " + folder);
    }
  }

  private void add(List<String> controllers) throws IOException {
    set(folder.resolve(GIVEN), "+" + String.join(" +", controllers));
    added = "-" + String.join(" -", controllers);
  }

  /// Puts back what [#open()] has changed. Another server that is here meanwhile needs all of it:
  /// then the kernel refuses.
  void undo() {
    try {
      if (!added.isEmpty()) {
        set(folder.resolve(GIVEN), added);
        added = "";
      }
      if (moved) {
        set(folder.resolve(PROCESSES), process);
        moved = false;
      }
      Files.deleteIfExists(folder.resolve(ITSELF));
    } catch (IOException kept) {
      log.debug("{} stays as it is: {}", folder, kept.getMessage());
    }
  }

  private List<String> words(String file) {
    try {
      String text = Files.readString(folder.resolve(file)).strip();
      return text.isEmpty() ? List.of() : List.of(text.split("\\s+"));
    } catch (IOException none) {
      return List.of();
    }
  }

  private static void set(Path file, String value) throws IOException {
    try {
      Files.writeString(file, value);
    } catch (AccessDeniedException forbidden) {
      throw new IOException(file + " may not be written", forbidden);
    } catch (IOException refused) {
      throw new IOException(
          "%s does not take %s: %s".formatted(file, value, refused.getMessage()), refused);
    }
  }
}
