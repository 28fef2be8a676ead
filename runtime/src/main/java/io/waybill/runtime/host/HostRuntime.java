package io.waybill.runtime.host;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One of Lambda's runtimes, and what runs it on this host.
///
/// @param name AWS's identifier, such as `python3.12`
/// @param program what runs it; empty where nothing does
/// @param version of the program, as it tells itself; empty where nothing is run
/// @param note what else is to know, such as how to get what is missing
public record HostRuntime(String name, String program, String version, String note) {
  /// AWS (Lambda runtimes): those that are there, the latest of a language first.
  private static final List<String> NAMES =
      List.of(
          "nodejs24.x",
          "nodejs22.x",
          "nodejs20.x",
          "nodejs18.x",
          "python3.14",
          "python3.13",
          "python3.12",
          "python3.11",
          "python3.10",
          "python3.9",
          "java25",
          "java21",
          "java17",
          "java11",
          "java8.al2",
          "dotnet10",
          "dotnet8",
          "ruby3.4",
          "ruby3.3",
          "ruby3.2",
          "provided.al2023",
          "provided.al2");

  /// Whether functions of it run here.
  public boolean runs() {
    return !program.isEmpty();
  }

  /// All of them; asks each program for its version.
  public static List<HostRuntime> all() {
    Map<Path, String> versions = new HashMap<>();
    return NAMES.stream().map(name -> of(name, versions)).toList();
  }

  private static HostRuntime of(String name, Map<Path, String> versions) {
    if (Programs.isProvided(name)) {
      return new HostRuntime(name, "bootstrap", "", "the package brings it");
    }
    Optional<Path> program = Programs.of(name);
    if (program.isEmpty()) {
      return new HostRuntime(name, "", "", Programs.missing(name).orElse(""));
    }
    String version =
        name.startsWith("java")
            ? System.getProperty("java.version")
            : versions.computeIfAbsent(program.get(), HostRuntime::version);
    return new HostRuntime(name, program.get().toString(), version, note(name, version));
  }

  /// Says so where another version stands in.
  private static String note(String name, String version) {
    String wanted = name.replaceAll("^[a-z]+|\\.x$|\\.al2$", "");
    return version.equals(wanted) || version.startsWith(wanted + ".")
        ? ""
        : "another version stands in";
  }

  private static String version(Path program) {
    try {
      Process asked =
          new ProcessBuilder(program.toString(), "--version").redirectErrorStream(true).start();
      try (InputStream told = asked.getInputStream()) {
        String text = new String(told.readAllBytes(), StandardCharsets.UTF_8);
        return text.strip().replaceAll("^(v|Python |ruby )|p[0-9]+ .*$| .*$", "");
      }
    } catch (IOException cannot) {
      return "";
    }
  }
}
