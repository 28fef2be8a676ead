package io.waybill.runtime.api;

import io.waybill.engine.functions.LocalPorts;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells whether a connection comes from a process of the environment itself: other functions share
/// the host's loopback address and could try its ports.
///
/// A secret in the address would be simpler, but clients of the Runtime API take a host and a port.
public final class Callers {
  private static final Logger log = LoggerFactory.getLogger(Callers.class);
  private static final List<Path> TABLES =
      List.of(Path.of("/proc/net/tcp"), Path.of("/proc/net/tcp6"));
  private static final int LOCAL = 1;
  private static final int REMOTE = 2;
  private static final int INODE = 9;
  private static final long LAUNCH_SECONDS = 10;

  private final boolean checks;
  private final CompletableFuture<Process> launched = new CompletableFuture<>();

  /// @param checks whether all processes of an environment are found beneath its first: in a
  ///   sandbox they are
  public Callers(boolean checks) {
    this.checks = checks && Files.isReadable(TABLES.getFirst());
  }

  /// The first process, beneath which callers are.
  void launched(Process process) {
    launched.complete(process);
  }

  /// Waits for what the system tells of the connection from one port to the other.
  boolean admits(int from, LocalPorts.Port to) {
    if (!checks) {
      return true;
    }
    try {
      long first = launched.get(LAUNCH_SECONDS, TimeUnit.SECONDS).pid();
      Optional<String> socket = inode(from, to.number());
      boolean own = socket.isPresent() && hasBeneath(first, "socket:[" + socket.get() + "]");
      if (!own) {
        log.warn("a process that is not the function's own called its Runtime API");
      }
      return own;
    } catch (IOException | ExecutionException | TimeoutException unknown) {
      log.warn("who calls a Runtime API can't be found out: {}", unknown.toString());
      return false;
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /// The number of the socket that is the other end of a connection.
  private static Optional<String> inode(int from, int to) throws IOException {
    String local = port(from);
    String remote = port(to);
    for (Path table : TABLES) {
      if (Files.isReadable(table)) {
        for (String line : Files.readAllLines(table)) {
          String[] columns = line.strip().split("\\s+", -1);
          if (columns.length > INODE
              && columns[LOCAL].endsWith(local)
              && columns[REMOTE].endsWith(remote)) {
            return Optional.of(columns[INODE]);
          }
        }
      }
    }
    return Optional.empty();
  }

  private static String port(int port) {
    return String.format(Locale.ROOT, ":%04X", port);
  }

  private static boolean hasBeneath(long first, String socket) {
    Deque<Path> open = new ArrayDeque<>(List.of(Path.of("/proc", String.valueOf(first))));
    while (!open.isEmpty()) {
      Path process = open.pop();
      if (holds(process.resolve("fd"), socket)) {
        return true;
      }
      open.addAll(children(process));
    }
    return false;
  }

  private static boolean holds(Path descriptors, String socket) {
    try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
      for (Path each : all) {
        if (socket.equals(target(each))) {
          return true;
        }
      }
    } catch (IOException gone) {
      return false;
    }
    return false;
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closed) {
      return "";
    }
  }

  /// What the process's threads have started; a look at all processes of the host would be dearer.
  private static List<Path> children(Path process) {
    Deque<Path> found = new ArrayDeque<>();
    try (DirectoryStream<Path> threads = Files.newDirectoryStream(process.resolve("task"))) {
      for (Path thread : threads) {
        for (String child : Files.readString(thread.resolve("children")).split(" ", -1)) {
          if (!child.isBlank()) {
            found.add(Path.of("/proc", child.strip()));
          }
        }
      }
    } catch (IOException gone) {
      log.debug("{} is gone", process);
    }
    return List.copyOf(found);
  }
}
