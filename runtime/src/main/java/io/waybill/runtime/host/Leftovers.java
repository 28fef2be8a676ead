package io.waybill.runtime.host;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a server that was killed, or a process that left its group, has left behind.
public final class Leftovers {
  private static final Logger log = LoggerFactory.getLogger(Leftovers.class);

  private static final int DELETE_TRIES = 50;

  private Leftovers() {}

  /// Kills every process that has `variable`, such as `NAME=value`, among its variables.
  public static void kill(String variable) {
    byte[] wanted = variable.getBytes(StandardCharsets.UTF_8);
    try (DirectoryStream<Path> all = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
      for (Path process : all) {
        if (has(process.resolve("environ"), wanted)) {
          ProcessHandle.of(Long.parseLong(process.getFileName().toString()))
              .ifPresent(ProcessHandle::destroyForcibly);
        }
      }
    } catch (IOException nowhere) {
      log.debug("this host does not list its processes: {}", nowhere.getMessage());
    }
  }

  private static boolean has(Path environ, byte[] wanted) {
    try {
      String all = new String(Files.readAllBytes(environ), StandardCharsets.ISO_8859_1);
      return all.contains(new String(wanted, StandardCharsets.ISO_8859_1));
    } catch (IOException goneOrForbidden) {
      return false;
    }
  }

  /// Deletes `folder` and all in it, as far as it can: others may be deleting in it too.
  public static void delete(Path folder) {
    for (int tries = 0; tries < DELETE_TRIES && Files.exists(folder); tries++) {
      tryDelete(folder);
    }
  }

  private static void tryDelete(Path folder) {
    try (var files = Files.walk(folder)) {
      for (Path each : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (IOException | java.io.UncheckedIOException busy) {
      log.debug("{} could not be deleted: {}", folder, busy.getMessage());
    }
  }
}
