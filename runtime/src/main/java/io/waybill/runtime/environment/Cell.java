package io.waybill.runtime.environment;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The processes of one environment: a first one that stays as long as the environment and keeps
/// its sandbox and `/tmp`, and beneath it the runtime and the extensions, which may be ended and
/// started anew.
final class Cell {
  private static final Logger log = LoggerFactory.getLogger(Cell.class);

  /// What the first process calls the runtime.
  static final String RUNTIME = "runtime";

  private static final long KILLED_SECONDS = 5;
  private static final int KILL_ROUNDS = 20;
  private static final int GONE = 137;

  /// Hears what becomes of the processes, on a thread of the cell's.
  interface Listener {
    /// What was started has ended.
    ///
    /// @param name [#RUNTIME], or an extension's path
    void ended(String name, int code);

    /// An extension wrote a line.
    void wrote(String extension, String line);
  }

  private final Process process;
  private final CompletableFuture<ProcessHandle> first = new CompletableFuture<>();
  private final Set<ProcessHandle> extensions = new HashSet<>();
  private CompletableFuture<Integer> runtime = CompletableFuture.completedFuture(0);

  /// @param process the first one, perhaps beneath those that make the sandbox
  Cell(Process process) {
    this.process = process;
  }

  /// Tells `listener` all there is to tell, until the last process has ended.
  void listen(Listener listener) {
    PipeThread.start("function-cell", () -> read(listener));
  }

  private void read(Listener listener) {
    try (BufferedReader told =
        new BufferedReader(
            new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
      for (String line = told.readLine(); line != null; line = told.readLine()) {
        hear(line, listener);
      }
    } catch (IOException closed) {
      log.debug("a cell broke off: {}", closed.getMessage());
    }
    synchronized (this) {
      runtime.complete(GONE);
    }
  }

  private void hear(String line, Listener listener) {
    String[] words = line.split(" ", 3);
    if (line.equals("ready")) {
      first.complete(deepest());
    } else if (words.length == 3 && words[0].equals("exit")) {
      int code = Integer.parseInt(words[1]);
      // First: whoever waits for the runtime's end starts the next one, whose end this is not.
      listener.ended(words[2], code);
      if (words[2].equals(RUNTIME)) {
        synchronized (this) {
          runtime.complete(code);
        }
      }
    } else if (words.length >= 2 && words[0].equals("log")) {
      listener.wrote(words[1], words.length == 3 ? words[2] : "");
    } else {
      log.warn("a function's sandbox says: {}", line);
    }
  }

  /// Beneath those that make the sandbox; it has started nothing yet.
  private ProcessHandle deepest() {
    ProcessHandle deepest = process.toHandle();
    for (ProcessHandle at = deepest; at != null; at = at.children().findFirst().orElse(null)) {
      deepest = at;
    }
    return deepest;
  }

  /// Starts the extension whose executable is `path`.
  void startExtension(String path) {
    CompletableFuture<Void> _ = first.thenRun(() -> say(path));
  }

  /// Starts the runtime, when the extensions are there.
  void startRuntime() {
    synchronized (this) {
      runtime = new CompletableFuture<>();
    }
    // Only when the first process is known: it is found as the one that has started nothing yet.
    CompletableFuture<Void> _ =
        first.thenAccept(top -> {
          synchronized (this) {
            top.children().forEach(extensions::add);
          }
          say(RUNTIME);
        });
  }

  private void say(String line) {
    try {
      OutputStream out = process.getOutputStream();
      out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
      out.flush();
    } catch (IOException gone) {
      log.debug("a cell is gone: {}", gone.getMessage());
    }
  }

  /// Ends the runtime and what it started, and waits for that; extensions go on.
  void endRuntime() {
    kill(() -> {
      ProcessHandle top = first.getNow(null);
      return top == null
          ? Stream.empty()
          : top.children()
              .filter(child -> !extensions.contains(child))
              .flatMap(ProcessHandle::descendants);
    });
    awaitRuntime();
  }

  /// Ends all but the first process, and waits for the runtime's end.
  void endAll() {
    kill(this::all);
    synchronized (this) {
      extensions.clear();
    }
    awaitRuntime();
  }

  /// The first process, once it is there.
  java.util.Optional<ProcessHandle> first() {
    return java.util.Optional.ofNullable(first.getNow(null));
  }

  /// All that runs for the function: neither the sandbox nor the shells that wait.
  List<ProcessHandle> running() {
    return all().toList();
  }

  private Stream<ProcessHandle> all() {
    ProcessHandle top = first.getNow(null);
    if (top == null) {
      return Stream.empty();
    }
    Set<ProcessHandle> kept = new HashSet<>(top.children().toList());
    for (ProcessHandle at = top; at != null; at = at.parent().orElse(null)) {
      kept.add(at);
    }
    return process.descendants().filter(each -> !kept.contains(each));
  }

  /// Kills as long as something is left: it may start more meanwhile.
  private static void kill(java.util.function.Supplier<Stream<ProcessHandle>> those) {
    for (int i = 0; i < KILL_ROUNDS; i++) {
      List<ProcessHandle> alive = those.get().filter(ProcessHandle::isAlive).toList();
      if (alive.isEmpty()) {
        return;
      }
      alive.forEach(ProcessHandle::destroyForcibly);
    }
  }

  private void awaitRuntime() {
    CompletableFuture<Integer> ending;
    synchronized (this) {
      ending = runtime;
    }
    try {
      ending.get(KILLED_SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException late) {
      log.warn("a function's process does not end");
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException never) {
      throw new IllegalStateException(never);
    }
  }

  /// Ends everything.
  void destroy() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    // What makes a sandbox ends by itself, and only when nothing is left in it.
    if (process.toHandle().equals(first.getNow(process.toHandle()))) {
      process.destroyForcibly();
    }
  }

  /// Waits until everything has ended, for some seconds at most; answers whether it has.
  boolean awaitEnd() throws InterruptedException {
    boolean ended = process.waitFor(KILLED_SECONDS, TimeUnit.SECONDS);
    process.destroyForcibly();
    return ended;
  }
}
