package io.waybill.crash;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Processes of this host that have a certain variable: a function's, and those that it started.
///
/// @param variable `NAME=value`
record MarkedProcesses(String variable) {
  /// What is alive now: process ids and command lines.
  List<String> alive() throws IOException {
    List<String> found = new ArrayList<>();
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : all) {
        if (text(process.resolve("environ")).contains('\0' + variable + '\0')) {
          String line = text(process.resolve("cmdline")).replace('\0', ' ').strip();
          found.add(process.getFileName() + " " + line);
        }
      }
    }
    return found;
  }

  /// What is still alive after `patience`; looks again and again until nothing is.
  List<String> aliveAfter(Duration patience) throws IOException, InterruptedException {
    CountDownLatch never = new CountDownLatch(1);
    long end = System.nanoTime() + patience.toNanos();
    List<String> found = alive();
    while (!found.isEmpty() && System.nanoTime() < end) {
      never.await(20, TimeUnit.MILLISECONDS);
      found = alive();
    }
    return found;
  }

  private static String text(Path file) {
    try {
      return '\0' + new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1) + '\0';
    } catch (IOException goneOrForbidden) {
      return "";
    }
  }

  /// Whether processes of functions end with the server itself: with bubblewrap they do; without it
  /// those that a function started may stay until the next start.
  static boolean endWithServer() throws InterruptedException {
    try {
      Process trial =
          new ProcessBuilder("bwrap", "--ro-bind", "/", "/", "--unshare-pid", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return trial.waitFor() == 0;
    } catch (IOException absent) {
      return false;
    }
  }
}
