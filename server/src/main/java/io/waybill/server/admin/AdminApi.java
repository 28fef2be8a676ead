package io.waybill.server.admin;

import io.waybill.wire.http.HttpCall;
import io.waybill.wire.http.HttpField;
import io.waybill.wire.http.HttpReply;
import io.waybill.wire.http.HttpService;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Answers what is below `/_waybill/`.
///
/// Admin calls may wait, for the disk or for everything that a leap in time makes due, so they run
/// on threads of their own, a few at a time; health is answered at once.
public final class AdminApi implements HttpService, AutoCloseable {
  /// What the paths of the admin API begin with.
  public static final String PREFIX = "/_waybill/";

  private static final Logger LOG = LoggerFactory.getLogger(AdminApi.class);
  private static final int CALLS_AT_A_TIME = 4;
  private static final int QUEUES_MAX = 1000;
  private static final String JSON = "application/json";
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";

  private final Inspection inspection;
  private final Control control;
  private final boolean testMode;
  private final AdminGuard guard;
  private final Backups backups;
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          CALLS_AT_A_TIME, Thread.ofVirtual().name("waybill-admin").factory());

  /// @param token what callers must show; without one, callers must be on this machine
  /// @param bind the address that the server listens on
  public AdminApi(
      Inspection inspection,
      Control control,
      boolean testMode,
      Optional<String> token,
      String bind) {
    this.inspection = inspection;
    this.control = control;
    this.testMode = testMode;
    this.guard = new AdminGuard(token, bind);
    this.backups = new Backups(control);
  }

  @Override
  public void handle(HttpCall call) {
    if (call.path().equals(PREFIX + "health")) {
      call.respond(health());
    } else {
      threads.execute(() -> call.respond(answer(call)));
    }
  }

  private HttpReply health() {
    Optional<String> failure = inspection.failure();
    return failure.isEmpty()
        ? reply(200, JSON, AdminJson.health("ok", ""))
        : reply(503, JSON, AdminJson.health("failing", failure.get()));
  }

  private HttpReply answer(HttpCall call) {
    try {
      guard.check(call);
      return route(call, call.path().substring(PREFIX.length()));
    } catch (AdminRefusal refusal) {
      String message = String.valueOf(refusal.getMessage());
      return reply(refusal.status(), JSON, AdminJson.error(refusal.code(), message));
    } catch (RuntimeException failure) {
      LOG.error("{} {} failed", call.method(), call.path(), failure);
      return reply(
          500, JSON, AdminJson.error("Failed", "it could not be done; the server's log has more"));
    }
  }

  private HttpReply route(HttpCall call, String path) {
    return switch (path) {
      case "status" -> get(call, this::status);
      case "queues" -> get(call, () -> queues(parameters(call.query())));
      case "outbox" -> get(call, () -> ok(AdminJson.outbox(inspection.localOutbox())));
      case "runtimes" ->
          get(call, () -> ok(AdminJson.runtimes(inspection.isolation(), inspection.runtimes())));
      case "metrics" -> get(call, this::metrics);
      case "clock" -> call.method().equals("POST") ? moveClock(call) : get(call, this::clock);
      case "reset" -> reset(call);
      case "backup" -> call.method().equals("POST") ? startBackup(call) : get(call, this::backup);
      default -> {
        if (path.startsWith("trail/")) {
          yield get(call, () -> trail(decoded(path.substring("trail/".length()))));
        }
        throw AdminRefusal.notFound("there is no " + PREFIX + path);
      }
    };
  }

  /// What answers a GET, once it is clear that it is one.
  private interface Get {
    HttpReply answer();
  }

  private static HttpReply get(HttpCall call, Get get) {
    if (!call.method().equals("GET")) {
      throw AdminRefusal.methodNotAllowed(call.path() + " does not take " + call.method());
    }
    return get.answer();
  }

  private HttpReply status() {
    Runtime runtime = Runtime.getRuntime();
    long used = runtime.totalMemory() - runtime.freeMemory();
    return ok(AdminJson.status(inspection.status(), used, runtime.maxMemory()));
  }

  private HttpReply queues(Map<String, String> parameters) {
    String limit = parameters.getOrDefault("limit", String.valueOf(QUEUES_MAX));
    if (!limit.matches("[1-9]\\d{0,3}") || Integer.parseInt(limit) > QUEUES_MAX) {
      throw AdminRefusal.badRequest(
          "limit is '" + limit + "'; allowed is a number from 1 to " + QUEUES_MAX);
    }
    return ok(
        AdminJson.queues(
            inspection.queues(
                parameters.getOrDefault("prefix", ""),
                parameters.getOrDefault("after", ""),
                Integer.parseInt(limit))));
  }

  private HttpReply trail(String messageId) {
    List<TrailEvent> events = inspection.trail(messageId);
    if (events.isEmpty()) {
      throw AdminRefusal.notFound(
          "nothing is known of the message " + messageId + ": never sent, or dropped since");
    }
    return ok(AdminJson.trail(messageId, events));
  }

  private HttpReply metrics() {
    return reply(200, PROMETHEUS, inspection.metrics().getBytes(StandardCharsets.UTF_8));
  }

  private HttpReply clock() {
    return ok(AdminJson.clock(control.clock()));
  }

  private HttpReply moveClock(HttpCall call) {
    ClockAction action = ClockRequest.action(AdminJson.texts(call.body()));
    requireTestMode();
    if (action instanceof ClockAction.Set(var to) && to.isBefore(control.clock().time())) {
      throw AdminRefusal.badRequest("to is in the past; time never goes back");
    }
    return ok(AdminJson.clock(control.clock(action)));
  }

  private HttpReply reset(HttpCall call) {
    if (!call.method().equals("POST")) {
      throw AdminRefusal.methodNotAllowed(call.path() + " does not take " + call.method());
    }
    requireTestMode();
    control.reset();
    return ok(AdminJson.reset());
  }

  private void requireTestMode() {
    if (!testMode) {
      throw AdminRefusal.notInTestMode();
    }
  }

  private HttpReply startBackup(HttpCall call) {
    String folder = AdminJson.texts(call.body()).getOrDefault("folder", "");
    Status.StoreStatus store = inspection.status().store();
    try {
      Path target = Path.of(folder);
      if (target.normalize().startsWith(store.folder())) {
        throw AdminRefusal.badRequest(
            "folder is '" + folder + "', which is in the data folder; choose one outside");
      }
      return reply(202, JSON, AdminJson.backup(backups.start(target, store.bytes())));
    } catch (InvalidPathException e) {
      throw AdminRefusal.badRequest("folder is '" + folder + "'; allowed is an absolute path");
    }
  }

  private HttpReply backup() {
    return ok(
        AdminJson.backup(
            backups
                .latest()
                .orElseThrow(() -> AdminRefusal.notFound("this server has made no backup yet"))));
  }

  private static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new HashMap<>();
    for (String pair : query.split("&", -1)) {
      int equals = pair.indexOf('=');
      if (equals > 0) {
        parameters.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException e) {
      throw AdminRefusal.badRequest("'" + text + "' is not percent-encoded");
    }
  }

  private static HttpReply ok(byte[] json) {
    return reply(200, JSON, json);
  }

  private static HttpReply reply(int status, String type, byte[] body) {
    return new HttpReply(status, List.of(new HttpField("content-type", type)), body);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
