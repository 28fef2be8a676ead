package io.waybill.runtime.host;

import io.waybill.engine.functions.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What an environment's process sees of the host: with bubblewrap the system's programs, its code,
/// its layers and a `/tmp` of its own; without it, all that the server's user sees.
public final class Sandbox {
  /// What programs need, read-only.
  private static final List<String> SYSTEM =
      List.of("/usr", "/bin", "/sbin", "/lib", "/lib32", "/lib64", "/etc", "/run/systemd/resolve");

  /// Where a bootstrap of ours finds the Runtime API.
  static final String SOCKET = "/run/runtime-api";

  /// Beyond the function's own size, what a runtime itself may take before its allocations fail.
  private static final long SLACK_MEGABYTES = 256;

  /// AWS (Lambda quotas): 1,024 file descriptors.
  private static final int FILES_MAX = 1_024;

  private final Bubblewrap bubblewrap = Bubblewrap.find();
  private final Optional<Path> setpriv = Programs.find("setpriv");
  private final Optional<Path> setsid = Programs.find("setsid");
  private final SandboxFiles files;
  private final Cgroups cgroups;

  /// @param mark tells this runner's groups from others'
  public Sandbox(SandboxFiles files, String mark) {
    this.files = files;
    this.cgroups = Cgroups.find(mark);
  }

  public boolean isOn() {
    return bubblewrap.mayRun();
  }

  public String words() {
    String memory = cgroups.words();
    if (!isOn()) {
      return "none but processes of their own: bubblewrap is not installed or may not run here; "
          + memory;
    }
    return "bubblewrap: processes, files and "
        + (bubblewrap.bounds() ? "a bounded /tmp" : "an unbounded /tmp")
        + " of their own, no view of the data folder; "
        + (dropsUser() ? "a user of their own; " : "")
        + memory;
  }

  /// Where the process finds the folder `host`, which is `inside` in a sandbox.
  public String place(Path host, String inside) {
    return isOn() ? inside : host.toString();
  }

  /// Whether processes lead a group of their own.
  boolean groups() {
    return setsid.isPresent();
  }

  /// An environment whose folder was `own` is gone.
  public void left(Path own) {
    cgroups.remove(own.getFileName().toString());
  }

  /// The command line that runs `command` for `deployment`, with what it may see.
  ///
  /// @param own the environment's folder, whose `tmp` is its `/tmp` and whose `opt` its `/opt`
  /// @param program where the runtime's program lies; its folder is shown too
  /// @param socket where the Runtime API is, for who is shown it
  List<String> wrap(
      List<String> command,
      Deployment deployment,
      Path own,
      Path bootstraps,
      Path program,
      Optional<Path> socket)
      throws IOException {
    List<String> line = new ArrayList<>();
    line.addAll(tied(deployment, own));
    setsid.ifPresent(path -> line.add(path.toString()));
    if (!isOn()) {
      line.addAll(command);
      return line;
    }
    boolean dropped = dropsUser() && !deployment.isLive() && isReadable(deployment.code());
    line.addAll(bubblewrap.begin());
    if (!dropped) { // a person's own folder is read as its owner
      line.addAll(List.of("--cap-drop", "ALL", "--cap-add", "CAP_DAC_OVERRIDE"));
    }
    line.addAll(bubblewrap.entered(Path.of("/var/task")));
    line.addAll(bubblewrap.entered(Path.of("/run/systemd/resolve")));
    home(program).ifPresent(folder -> line.addAll(bubblewrap.entered(Path.of(folder))));
    SYSTEM.forEach(folder -> line.addAll(List.of("--ro-bind-try", folder, folder)));
    home(program).ifPresent(folder -> show(line, folder, folder));
    line.addAll(List.of("--dev", "/dev", "--proc", "/proc"));
    line.addAll(bubblewrap.tmp(own.resolve("tmp"), deployment.storageMegabytes()));
    show(line, deployment.code().toString(), "/var/task");
    show(line, own.resolve("opt").toString(), "/opt");
    show(line, bootstraps.toString(), "/var/runtime");
    show(line, bootstraps.resolve("init.sh").toString(), "/lambda-entrypoint.sh");
    socket.ifPresent(file -> show(line, file.toString(), SOCKET));
    if (Files.isRegularFile(Path.of("/etc/hosts"), LinkOption.NOFOLLOW_LINKS)) {
      show(line, files.hosts().toString(), "/etc/hosts");
    }
    if (dropped) {
      show(line, files.passwd().toString(), "/etc/passwd");
    }
    line.addAll(List.of("--chdir", "/var/task"));
    if (dropped) {
      line.addAll(files.asUser(setpriv.orElseThrow()));
    }
    line.addAll(command);
    return line;
  }

  /// What ties a process to the server and bounds it. The tie alone would come too late where the
  /// server is killed in the milliseconds before it, so the parent is looked at after it; the shell
  /// sets the limits on its way, which spares a program of their own.
  private List<String> tied(Deployment deployment, Path own) throws IOException {
    List<String> line = new ArrayList<>();
    if (isOn() || setsid.isEmpty()) { // else the first process ends its group itself
      setpriv.ifPresent(path -> line.addAll(List.of(path.toString(), "--pdeathsig", "KILL")));
    }
    long megabytes = deployment.memoryMegabytes() + SLACK_MEGABYTES;
    long all = megabytes + (bubblewrap.bounds() ? deployment.storageMegabytes() : 0);
    String script =
        "[ $PPID = %d ] || exit 1; { ulimit -c 0; ulimit -d %d; ulimit -n %d; } 2> /dev/null; %s"
            .formatted(
                ProcessHandle.current().pid(),
                megabytes << 10,
                FILES_MAX,
                cgroups.joining(own.getFileName().toString(), all << 20));
    line.addAll(List.of("/bin/sh", "-c", script + "exec \"$@\"", "function"));
    return line;
  }

  /// A server that is root need not run functions as root. Others have no choice.
  private boolean dropsUser() {
    return setpriv.isPresent()
        && bubblewrap.bounds()
        && "root".equals(System.getProperty("user.name"));
  }

  /// A person's own folder may be for its owner only.
  private static boolean isReadable(Path code) {
    try {
      return Files.getPosixFilePermissions(code).contains(PosixFilePermission.OTHERS_EXECUTE);
    } catch (IOException | UnsupportedOperationException unknown) {
      return false;
    }
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
}
