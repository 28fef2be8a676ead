package io.waybill.runtime;

import io.waybill.core.TimeSource;
import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.FunctionEvent;
import io.waybill.engine.functions.RunOutcome;
import io.waybill.engine.functions.RunOutcome.Report;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One process that runs a deployment's events, one at a time, and the Runtime API that it asks for
/// them.
final class Environment {
  private static final Logger log = LoggerFactory.getLogger(Environment.class);
  private static final String API = "/2018-06-01/runtime/";
  private static final String ERROR_TYPE = "lambda-runtime-function-error-type";

  /// AWS (Lambda execution environment): the initialisation may take 10 seconds, and where it takes
  /// longer it is tried again within the function's timeout; here it goes on instead.
  private static final Duration INIT_MAX = Duration.ofSeconds(10);

  private static final long END_SECONDS = 5;

  private final ProcessRunner runner;
  private final Pool pool;
  private final Deployment deployment;
  private final Path own;
  private final TimeSource time;
  private final LogPipe logs;
  private final PlatformLines lines;
  private final RuntimeCalls calls;
  private final boolean marksEnd;
  private final LinkedBlockingQueue<Handed> given = new LinkedBlockingQueue<>(1);

  private @Nullable Process process;
  private @Nullable Handed running;
  private @Nullable ScheduledFuture<?> timer;
  private @Nullable ProcessHandle main;
  private final long begunNanos;
  private long startedNanos;
  private Duration init = Duration.ZERO;
  private boolean initialised;
  private boolean dead;

  /// Launches the process; `first` is its first event, if there is one already.
  Environment(
      ProcessRunner runner,
      Pool pool,
      Deployment deployment,
      Path own,
      TimeSource time,
      LogPipe logs,
      boolean marksEnd,
      Optional<Handed> first)
      throws IOException {
    this.runner = runner;
    this.pool = pool;
    this.begunNanos = System.nanoTime();
    this.deployment = deployment;
    this.own = own;
    this.time = time;
    this.logs = logs;
    this.marksEnd = marksEnd;
    this.lines = new PlatformLines(deployment);
    this.calls = new RuntimeCalls(this::answer);
    first.ifPresent(given::add);
  }

  Pool pool() {
    return pool;
  }

  Deployment deployment() {
    return deployment;
  }

  Path own() {
    return own;
  }

  String api() {
    return calls.address();
  }

  /// The process runs. Its initialisation is bounded from here on.
  synchronized void launched(Process started) {
    process = started;
    if (dead) { // it was given up before it began
      end(started);
      return;
    }
    if (!initialised) { // a fast one asks for its first event before we are here
      timer = runner.after(INIT_MAX.plus(deployment.timeout()), this::initLate);
    }
    Thread.ofVirtual().name("function-output").start(() -> logs.drain(started.getInputStream()));
    CompletableFuture<Void> _ = started.onExit().thenAccept(ended -> exited(ended.exitValue()));
  }

  /// Takes an event, unless it has ended.
  synchronized boolean give(Handed handed) {
    return !dead && given.offer(handed);
  }

  /// Ends the process and everything that it started.
  void kill() {
    Process now;
    synchronized (this) {
      now = process;
    }
    if (now == null) {
      exited(0);
    } else {
      end(now);
    }
  }

  private static void end(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  /// Waits, for some seconds at most, until the process has ended.
  void awaitEnd() {
    Process killed;
    synchronized (this) {
      killed = process;
    }
    try {
      if (killed != null && !killed.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
        log.warn("a process of {} does not end", deployment.functionName());
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void initLate() {
    Handed waiting = given.poll();
    if (waiting != null) {
      String id = waiting.event().requestId();
      logs.say(id + " " + Errors.taskTimedOut(deployment.timeout()));
      waiting.listener().ended(Errors.timedOut(id, deployment.timeout(), report(Duration.ZERO)));
    }
    kill();
  }

  // ---- the Runtime API

  private RuntimeCalls.Reply answer(RuntimeCalls.Call call)
      throws IOException, InterruptedException {
    String path = call.path();
    if (call.method().equals("GET") && path.equals(API + "invocation/next")) {
      return next();
    }
    if (call.method().equals("POST") && path.equals(API + "init/error")) {
      return initError(call);
    }
    if (call.method().equals("POST") && path.startsWith(API + "invocation/")) {
      String[] rest = path.substring((API + "invocation/").length()).split("/", 2);
      return rest.length == 2 ? outcome(rest[0], rest[1], call) : unknown(path);
    }
    return unknown(path);
  }

  private static RuntimeCalls.Reply unknown(String path) {
    return RuntimeCalls.Reply.of(404, Errors.json("NotFound", "no such call: " + path));
  }

  private RuntimeCalls.Reply next() throws InterruptedException {
    if (initialise()) {
      runner.ready(this, given.isEmpty());
    }
    Handed handed = given.take();
    FunctionEvent event = handed.event();
    long deadline = time.millis() + deployment.timeout().toMillis();
    synchronized (this) {
      running = handed;
      startedNanos = System.nanoTime();
      timer = runner.after(deployment.timeout(), () -> timedOut(handed));
      logs.begin();
    }
    logs.say(lines.start(event.requestId(), time.millis()));
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", "application/json");
    headers.put("Lambda-Runtime-Aws-Request-Id", event.requestId());
    headers.put("Lambda-Runtime-Deadline-Ms", String.valueOf(deadline));
    headers.put("Lambda-Runtime-Invoked-Function-Arn", event.invokedArn());
    if (!event.traceHeader().isEmpty()) {
      headers.put("Lambda-Runtime-Trace-Id", event.traceHeader());
    }
    if (!event.clientContext().isEmpty()) {
      headers.put("Lambda-Runtime-Client-Context", event.clientContext());
    }
    return new RuntimeCalls.Reply(200, headers, event.payload());
  }

  /// True once: when the process first asks for an event.
  private synchronized boolean initialise() {
    if (initialised) {
      return false;
    }
    initialised = true;
    init = Duration.ofNanos(System.nanoTime() - begunNanos);
    cancelTimer();
    main = mainProcess();
    return true;
  }

  private RuntimeCalls.Reply initError(RuntimeCalls.Call call) throws IOException {
    byte[] told = call.body().readNBytes(Errors.ANSWER_BYTES_MAX);
    String type = call.header(ERROR_TYPE).orElse("Runtime.Unknown");
    Handed waiting = given.poll();
    if (waiting != null) {
      logs.awaitEnd(false);
      waiting.listener().ended(new RunOutcome.Failed(false, type, told, report(Duration.ZERO)));
    }
    Thread.ofVirtual().start(this::kill);
    return RuntimeCalls.Reply.of(202, "{\"status\":\"OK\"}");
  }

  private RuntimeCalls.Reply outcome(String id, String what, RuntimeCalls.Call call)
      throws IOException, InterruptedException {
    Handed handed;
    synchronized (this) {
      handed = running;
    }
    if (handed == null || !handed.event().requestId().equals(id)) {
      return RuntimeCalls.Reply.of(
          400, Errors.json("InvalidRequestID", "no event of this id is under way"));
    }
    boolean streams =
        "streaming".equals(call.header("lambda-runtime-function-response-mode").orElse(""));
    if (what.equals("response") && streams && handed.event().isStreamed()) {
      stream(handed, call);
      return RuntimeCalls.Reply.of(202, "{\"status\":\"OK\"}");
    }
    byte[] body = call.body().readNBytes(Errors.ANSWER_BYTES_MAX + 1);
    if (body.length > Errors.ANSWER_BYTES_MAX) {
      end(handed, report -> Errors.tooLarge(report));
      return RuntimeCalls.Reply.of(
          413, Errors.json("RequestEntityTooLarge", "the answer is too large"));
    }
    end(handed, report -> plain(what, call, body, report));
    return RuntimeCalls.Reply.of(202, "{\"status\":\"OK\"}");
  }

  private static RunOutcome plain(String what, RuntimeCalls.Call call, byte[] body, Report report) {
    if (what.equals("error")) {
      String type = call.header(ERROR_TYPE).orElse("Unhandled");
      return new RunOutcome.Failed(!type.startsWith("Runtime."), type, body, report);
    }
    return broken(call)
        .map(error -> error(call, error, report))
        .orElseGet(() -> new RunOutcome.Returned(body, report));
  }

  /// The type of the error that a streamed answer told at its end.
  private static Optional<String> broken(RuntimeCalls.Call call) {
    return call.header(ERROR_TYPE);
  }

  private static RunOutcome error(RuntimeCalls.Call call, String type, Report report) {
    byte[] told =
        Base64.getMimeDecoder()
            .decode(
                call.header("lambda-runtime-function-error-body")
                    .orElse("")
                    .getBytes(StandardCharsets.UTF_8));
    return new RunOutcome.Failed(true, type, told, report);
  }

  private void stream(Handed handed, RuntimeCalls.Call call)
      throws IOException, InterruptedException {
    handed.listener().streaming(call.header("content-type").orElse("application/octet-stream"));
    byte[] buffer = new byte[16 << 10];
    for (int got = call.body().read(buffer); got >= 0; got = call.body().read(buffer)) {
      handed.listener().piece(Arrays.copyOf(buffer, got));
    }
    end(handed, report -> plain("response", call, new byte[0], report));
  }

  // ---- the end of an event

  private interface Ending {
    RunOutcome of(Report report);
  }

  private void end(Handed handed, Ending ending) {
    Duration took;
    synchronized (this) {
      if (running != handed) {
        return;
      }
      running = null;
      cancelTimer();
      took = Duration.ofNanos(System.nanoTime() - startedNanos);
    }
    logs.awaitEnd(marksEnd);
    // It can be used again before the caller hears of it, whose next event would find no other.
    tell(handed, took, "success", ending, () -> runner.idle(this));
  }

  private void tell(Handed handed, Duration took, String status, Ending ending) {
    tell(handed, took, status, ending, () -> {});
  }

  private void tell(Handed handed, Duration took, String status, Ending ending, Runnable first) {
    String id = handed.event().requestId();
    Report figures = report(took);
    if (!deployment.logs().json()) {
      logs.say(lines.end(id));
    }
    logs.say(lines.report(id, status, figures, time.millis()));
    init = Duration.ZERO;
    RunOutcome outcome = ending.of(report(took, figures));
    first.run();
    handed.listener().ended(outcome);
  }

  private void timedOut(Handed handed) {
    synchronized (this) {
      if (running != handed) {
        return;
      }
      running = null;
    }
    String id = handed.event().requestId();
    kill();
    logs.say(
        java.time.Instant.ofEpochMilli(time.millis())
            + " "
            + id
            + " "
            + Errors.taskTimedOut(deployment.timeout()));
    tell(
        handed,
        deployment.timeout(),
        "timeout",
        report -> Errors.timedOut(id, deployment.timeout(), report));
  }

  private void exited(int code) {
    Handed cut;
    Handed waiting;
    Duration took;
    boolean wasReady;
    synchronized (this) {
      dead = true;
      cancelTimer();
      cut = running;
      running = null;
      waiting = given.poll();
      took = Duration.ofNanos(System.nanoTime() - startedNanos);
      wasReady = initialised;
    }
    calls.close();
    runner.gone(this);
    if (cut != null) {
      String id = cut.event().requestId();
      logs.awaitEnd(false);
      logs.say("RequestId: " + id + " Error: " + Errors.exit(code));
      tell(cut, took, "error", report -> Errors.exited(id, code, report));
    }
    if (waiting != null && wasReady) {
      runner.run(deployment, waiting.event(), waiting.listener());
    } else if (waiting != null) {
      String id = waiting.event().requestId();
      logs.awaitEnd(false);
      logs.say("RequestId: " + id + " Error: " + Errors.exit(code));
      waiting.listener().ended(Errors.exited(id, code, report(Duration.ZERO)));
    }
    log.debug("an environment of {} ended with {}", deployment.functionName(), code);
  }

  private void cancelTimer() {
    if (timer != null) {
      timer.cancel(false);
      timer = null;
    }
  }

  private Report report(Duration took) {
    return new Report(took, init, memoryBytes(), logs.stream(), logs.tail());
  }

  private Report report(Duration took, Report figures) {
    return new Report(took, figures.init(), figures.memoryBytesMax(), logs.stream(), logs.tail());
  }

  /// The process that runs the function: beneath the sandbox's own.
  private @Nullable ProcessHandle mainProcess() {
    Process started = process;
    ProcessHandle deepest = started == null ? null : started.toHandle();
    for (ProcessHandle at = deepest; at != null; at = at.children().findFirst().orElse(null)) {
      deepest = at;
    }
    return deepest;
  }

  private long memoryBytes() {
    ProcessHandle measured = main;
    return measured == null ? 0 : Memory.peakBytes(measured.pid());
  }
}
