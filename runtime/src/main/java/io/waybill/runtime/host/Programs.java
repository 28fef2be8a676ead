package io.waybill.runtime.host;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The host's programs that stand in for Lambda's runtimes.
public final class Programs {
  private Programs() {}

  /// The program that runs `runtime`; for `provided*` there is none, since the package brings it.
  static Optional<Path> of(String runtime) {
    if (runtime.startsWith("nodejs")) {
      return first(List.of("node", "nodejs"));
    }
    if (runtime.startsWith("python")) {
      // The very version where the host has it, else what it has.
      return first(List.of(runtime, "python3"));
    }
    if (runtime.startsWith("ruby")) {
      return first(List.of(runtime, "ruby"));
    }
    if (runtime.startsWith("java")) {
      return Optional.of(Path.of(System.getProperty("java.home"), "bin", "java"));
    }
    return Optional.empty();
  }

  /// Whether a bootstrap of ours runs it. It marks the end of what an event writes, and calls by a
  /// socket.
  public static boolean isOurs(String runtime) {
    return runtime.startsWith("nodejs")
        || runtime.startsWith("python")
        || runtime.startsWith("ruby");
  }

  public static boolean isProvided(String runtime) {
    return runtime.startsWith("provided");
  }

  /// What is missing for `runtime`, and how to get it.
  public static Optional<String> missing(String runtime) {
    if (isProvided(runtime) || of(runtime).isPresent()) {
      return Optional.empty();
    }
    if (runtime.startsWith("nodejs")) {
      return Optional.of("this host has no node; install Node.js, such as: apt install nodejs");
    }
    if (runtime.startsWith("python")) {
      return Optional.of("this host has no python3; install it, such as: apt install python3");
    }
    if (runtime.startsWith("ruby")) {
      return Optional.of("this host has no ruby; install it, such as: apt install ruby");
    }
    if (runtime.startsWith("dotnet")) {
      return Optional.of(
          "there is no client of the Runtime API for .NET here; publish the function as an"
              + " executable named bootstrap, for provided.al2023");
    }
    return Optional.of("nodejs, python, ruby, java and provided do");
  }

  /// The first of the names that is there. Scripts come last: they are mostly shims that choose
  /// among versions, of which the wanted one may be missing.
  private static Optional<Path> first(List<String> names) {
    List<Path> found = names.stream().flatMap(name -> all(name).stream()).toList();
    return found.stream()
        .filter(program -> !isScript(program))
        .findFirst()
        .or(() -> found.isEmpty() ? Optional.empty() : Optional.of(found.getLast()));
  }

  private static boolean isScript(Path program) {
    try (InputStream in = Files.newInputStream(program)) {
      return in.read() == '#' && in.read() == '!';
    } catch (IOException unreadable) {
      return true;
    }
  }

  /// Runs a command that has nothing to say; answers whether it ends soon and well.
  static boolean works(List<String> line) {
    try {
      Process trial =
          new ProcessBuilder(line)
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

  /// Finds a program of the host.
  static Optional<Path> find(String name) {
    return all(name).stream().findFirst();
  }

  /// Every program of that name, the system's own first.
  private static List<Path> all(String name) {
    String path = "/usr/bin:/usr/local/bin:/bin:" + System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .toList();
  }
}
