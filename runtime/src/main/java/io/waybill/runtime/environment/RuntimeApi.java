package io.waybill.runtime.environment;

import io.waybill.engine.functions.RunOutcome;
import io.waybill.engine.functions.RunOutcome.Report;
import io.waybill.runtime.api.Errors;
import io.waybill.runtime.api.RuntimeCalls;
import io.waybill.runtime.api.RuntimeCalls.Call;
import io.waybill.runtime.api.RuntimeCalls.Reply;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// The calls of the Lambda Runtime API, and of the APIs beside it, for one environment.
final class RuntimeApi implements RuntimeCalls.Service {
  private static final String API = "/2018-06-01/runtime/";
  private static final String INVOCATION = API + "invocation/";
  private static final String NEXT = INVOCATION + "next";
  private static final String RESPONSE_MODE = "lambda-runtime-function-response-mode";
  private static final String ERROR_TYPE = "lambda-runtime-function-error-type";

  /// What our bootstraps say where an event has written nothing.
  private static final String SILENT = "waybill-log-is-silent";

  /// What our bootstraps say who want no answer to this call but the next event.
  private static final String AND_NEXT = "waybill-and-next";

  private static final Reply ACCEPTED = Reply.of(202, "{\"status\":\"OK\"}");

  private final Environment environment;
  private final ExtensionsApi extensions;
  private final TelemetryApi telemetry;

  RuntimeApi(Environment environment) {
    this.environment = environment;
    this.extensions = new ExtensionsApi(environment);
    this.telemetry = new TelemetryApi(environment);
  }

  /// An event's answer waits for the rest of its log, unless it is known that there is none.
  @Override
  public boolean isQuick(String method, String path, Map<String, String> headers) {
    return method.equals("GET")
        ? path.equals(NEXT)
        : path.startsWith(INVOCATION)
            && headers.containsKey(SILENT)
            && !headers.containsKey(RESPONSE_MODE);
  }

  @Override
  public CompletableFuture<Reply> answer(Call call) throws IOException {
    String path = call.path();
    if (path.startsWith(ExtensionsApi.API)) {
      return extensions.answer(call);
    }
    if (call.method().equals("GET") && path.equals(NEXT)) {
      return environment.next();
    }
    if (TelemetryApi.has(path)) {
      return CompletableFuture.completedFuture(telemetry.answer(call));
    }
    Reply reply = told(call);
    return call.header(AND_NEXT).isPresent()
        ? environment.next()
        : CompletableFuture.completedFuture(reply);
  }

  @Override
  public void settle() {
    environment.telling().written();
  }

  private Reply told(Call call) throws IOException {
    String path = call.path();
    if (call.method().equals("POST") && path.equals(API + "init/error")) {
      byte[] told = call.body().readNBytes(Errors.ANSWER_BYTES_MAX);
      environment.initFailed(call.header(ERROR_TYPE).orElse("Runtime.Unknown"), told);
      return ACCEPTED;
    }
    if (call.method().equals("POST") && path.startsWith(INVOCATION)) {
      int slash = path.indexOf('/', INVOCATION.length());
      return slash < 0
          ? unknown(path)
          : outcome(path.substring(INVOCATION.length(), slash), path.substring(slash + 1), call);
    }
    return unknown(path);
  }

  static Reply unknown(String path) {
    return Reply.of(404, Errors.json("NotFound", "no such call: " + path));
  }

  private Reply outcome(String id, String what, Call call) throws IOException {
    Optional<Handed> running = environment.running(id);
    if (running.isEmpty()) {
      return Reply.of(400, Errors.json("InvalidRequestID", "Invalid request ID"));
    }
    Handed handed = running.get();
    boolean streams = "streaming".equals(call.header(RESPONSE_MODE).orElse(""));
    if (what.equals("response") && streams && handed.event().isStreamed()) {
      long bytes = stream(handed, call);
      environment.answered(
          handed, bytes, false, report -> plain("response", call, new byte[0], report));
      return ACCEPTED;
    }
    byte[] body = call.body().readNBytes(Errors.ANSWER_BYTES_MAX + 1);
    if (body.length > Errors.ANSWER_BYTES_MAX) {
      environment.answered(handed, 0, false, Errors::tooLarge);
      return Reply.of(413, Errors.json("RequestEntityTooLarge", "the answer is too large"));
    }
    boolean silent = call.header(SILENT).isPresent();
    environment.answered(handed, body.length, silent, report -> plain(what, call, body, report));
    return ACCEPTED;
  }

  private static RunOutcome plain(String what, Call call, byte[] body, Report report) {
    if (what.equals("error")) {
      String type = call.header(ERROR_TYPE).orElse("Unhandled");
      return new RunOutcome.Failed(!type.startsWith("Runtime."), type, body, report);
    }
    // A streamed answer tells at its end, in a trailer, that it broke off.
    return call.header(ERROR_TYPE)
        .<RunOutcome>map(type -> broken(call, type, report))
        .orElseGet(() -> new RunOutcome.Returned(body, report));
  }

  private static RunOutcome broken(Call call, String type, Report report) {
    byte[] told =
        Base64.getMimeDecoder()
            .decode(
                call.header("lambda-runtime-function-error-body")
                    .orElse("")
                    .getBytes(StandardCharsets.UTF_8));
    return new RunOutcome.Failed(true, type, told, report);
  }

  private static long stream(Handed handed, Call call) throws IOException {
    handed.listener().streaming(call.header("content-type").orElse("application/octet-stream"));
    byte[] buffer = new byte[16 << 10];
    long bytes = 0;
    for (int got = call.body().read(buffer); got >= 0; got = call.body().read(buffer)) {
      pass(handed, Arrays.copyOf(buffer, got));
      bytes += got;
    }
    return bytes;
  }

  private static void pass(Handed handed, byte[] piece) throws IOException {
    try {
      handed.listener().piece(piece);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the answer was given up");
    }
  }
}
