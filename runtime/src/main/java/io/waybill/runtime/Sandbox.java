package io.waybill.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// What an environment's process sees of the host: with bubblewrap the system's programs, its code,
/// its layers and a `/tmp` of its own; without it, all that the server's user sees.
final class Sandbox {
  /// What programs need, read-only.
  private static final List<String> SYSTEM =
      List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc", "/run/systemd/resolve");

  /// Beyond the function's own size, what a runtime itself may take before its allocations fail.
  private static final long SLACK_MEGABYTES = 256;

  private final Optional<Path> bubblewrap;
  private final Optional<Path> setpriv = Programs.find("setpriv");
  private final Optional<Path> setsid = Programs.find("setsid");

  Sandbox() {
    bubblewrap = Programs.find("bwrap").filter(Sandbox::works);
  }

  /// Some hosts have it and forbid what it does.
  private static boolean works(Path bubblewrap) {
    try {
      Process trial =
          new ProcessBuilder(bubblewrap.toString(), "--ro-bind", "/", "/", "--unshare-pid", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return trial.waitFor(5, TimeUnit.SECONDS) && trial.exitValue() == 0;
    } catch (IOException cannot) {
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  boolean isOn() {
    return bubblewrap.isPresent();
  }

  String words() {
    return isOn()
        ? "bubblewrap: processes, files and /tmp of their own, no view of the data folder"
        : "none but processes of their own: bubblewrap is not installed or may not run here";
  }

  /// Where the process finds the folder `host`, which is `inside` in a sandbox.
  String place(Path host, String inside) {
    return isOn() ? inside : host.toString();
  }

  /// Whether processes lead a group of their own.
  boolean groups() {
    return setsid.isPresent();
  }

  /// The command line that runs `command` for `deployment`, with what it may see.
  ///
  /// @param own the environment's folder, whose `tmp` is its `/tmp` and whose `opt` its `/opt`
  /// @param program where the runtime's program lies; its folder is shown too
  List<String> wrap(
      List<String> command, Path code, Path own, Path bootstraps, Path program, int megabytes) {
    List<String> line = new ArrayList<>();
    line.addAll(tied(megabytes));
    setsid.ifPresent(path -> line.add(path.toString()));
    bubblewrap.ifPresent(path -> {
      line.addAll(List.of(path.toString(), "--die-with-parent", "--unshare-pid", "--unshare-ipc"));
      SYSTEM.forEach(folder -> line.addAll(List.of("--ro-bind-try", folder, folder)));
      home(program).ifPresent(folder -> show(line, folder, folder));
      line.addAll(List.of("--dev", "/dev", "--proc", "/proc"));
      line.addAll(List.of("--bind", own.resolve("tmp").toString(), "/tmp"));
      show(line, code.toString(), "/var/task");
      show(line, own.resolve("opt").toString(), "/opt");
      show(line, bootstraps.toString(), "/var/runtime");
      line.addAll(List.of("--chdir", "/var/task"));
    });
    line.addAll(command);
    return line;
  }

  /// What ties a process to the server and bounds it. The tie alone would come too late where the
  /// server is killed in the milliseconds before it, so the parent is looked at after it; the shell
  /// sets the limits on its way, which spares a program of their own.
  private List<String> tied(int megabytes) {
    List<String> line = new ArrayList<>();
    setpriv.ifPresent(path -> line.addAll(List.of(path.toString(), "--pdeathsig", "KILL")));
    long kilobytes = (megabytes + SLACK_MEGABYTES) << 10;
    String script =
        "[ $PPID = %d ] || exit 1; { ulimit -c 0; ulimit -d %d; } 2> /dev/null; exec \"$@\""
            .formatted(ProcessHandle.current().pid(), kilobytes);
    line.addAll(List.of("/bin/sh", "-c", script, "function"));
    return line;
  }

  private static void show(List<String> line, String host, String inside) {
    line.addAll(List.of("--ro-bind", host, inside));
  }

  /// A program outside the system's folders needs the folder that it was installed in.
  private static Optional<String> home(Path program) {
    try {
      Path real = program.toRealPath();
      Path folder = real.getParent();
      boolean known = SYSTEM.stream().anyMatch(system -> real.startsWith(system));
      return known || folder == null || folder.getParent() == null
          ? Optional.empty()
          : Optional.of(folder.getParent().toString());
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /// Lays layers over each other in `opt`: later ones win.
  static void merge(List<Path> layers, Path opt) throws IOException {
    Files.createDirectories(opt);
    for (Path layer : layers) {
      try (var files = Files.walk(layer)) {
        for (Path from : files.toList()) {
          Path to = opt.resolve(layer.relativize(from).toString());
          if (Files.isDirectory(from)) {
            Files.createDirectories(to);
          } else {
            Files.deleteIfExists(to);
            Files.copy(from, to, StandardCopyOption.COPY_ATTRIBUTES);
          }
        }
      }
    }
  }
}
