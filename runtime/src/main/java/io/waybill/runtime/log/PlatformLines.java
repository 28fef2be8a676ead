package io.waybill.runtime.log;

import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.FunctionEvent;
import io.waybill.engine.functions.RunOutcome.Report;
import io.waybill.runtime.api.Errors;
import io.waybill.runtime.host.Programs;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// What Lambda itself tells about initialisations and events, in AWS's words.
///
/// The levels are those of AWS (Log-level filtering, system log level event mapping).
///
/// @param initOnDemand how long an initialisation may take that is not made ahead
public record PlatformLines(Deployment deployment, boolean provisioned, Duration initOnDemand) {
  private static final Duration INIT_PROVISIONED = Duration.ofSeconds(130);

  /// How something went, in AWS's words: `success`, `error` or `timeout`, and what kind of error.
  public record Status(String word, String errorType) {
    public static final Status SUCCESS = new Status("success", "");

    boolean isSuccess() {
      return word.equals("success");
    }

    String json() {
      return "\"status\":\""
          + word
          + (errorType.isEmpty() ? "\"" : "\",\"errorType\":\"" + Errors.quoted(errorType) + "\"");
    }

    String text() {
      return isSuccess()
          ? ""
          : "Status: "
              + word
              + "\t"
              + (errorType.isEmpty() ? "" : "Error Type: " + errorType + "\t");
    }
  }

  /// AWS (Lambda execution environment): an initialisation ahead of its events may take 130
  /// seconds, or the function's timeout where that is longer.
  public Duration initMax() {
    if (!provisioned) {
      return initOnDemand;
    }
    Duration timeout = deployment.timeout();
    return timeout.compareTo(INIT_PROVISIONED) > 0 ? timeout : INIT_PROVISIONED;
  }

  private String type() {
    return "\"initializationType\":\""
        + (provisioned ? "provisioned-concurrency" : "on-demand")
        + "\"";
  }

  public PlatformEvent initStart(Phase phase) {
    String version = version(deployment.runtime());
    String arn = versionArn();
    return new PlatformEvent(
        "platform.initStart",
        String.format(
            "{%s,\"phase\":\"%s\",\"runtimeVersion\":\"%s\",\"runtimeVersionArn\":\"%s\","
                + "\"functionName\":\"%s\",\"functionVersion\":\"%s\"}",
            type(), phase.word(), version, arn, deployment.functionName(), deployment.version()),
        "INIT_START Runtime Version: " + version + "\tRuntime Version ARN: " + arn,
        Level.INFO);
  }

  /// AWS names a runtime's build, such as `python:3.12.v36` or `provided:al2023.v71`; here it is
  /// the first of each.
  private static String version(String runtime) {
    String named =
        Programs.isProvided(runtime)
            ? runtime.replaceFirst("\\.", ":")
            : runtime.replaceFirst("(?<=[a-z])(?=[0-9])", ":");
    return named.replaceFirst("\\.x$", "") + ".v1";
  }

  private String versionArn() {
    String partition = deployment.functionArn().split(":", 3)[1];
    return "arn:"
        + partition
        + ":lambda:"
        + deployment.region()
        + "::runtime:"
        + deployment.runtime();
  }

  public PlatformEvent initRuntimeDone(Phase phase, Status status) {
    return new PlatformEvent(
        "platform.initRuntimeDone",
        "{" + type() + ",\"phase\":\"" + phase.word() + "\"," + status.json() + "}",
        "",
        status.isSuccess() ? Level.DEBUG : Level.WARN);
  }

  public PlatformEvent initReport(Phase phase, Status status, Duration took) {
    String text =
        "INIT_REPORT Init Duration: "
            + fraction(took)
            + " ms\tPhase: "
            + phase.word()
            + "\t"
            + status.text();
    Level whenWell = provisioned ? Level.INFO : Level.DEBUG;
    return new PlatformEvent(
        "platform.initReport",
        String.format(
            "{%s,\"phase\":\"%s\",%s,\"metrics\":{\"durationMs\":%s}}",
            type(), phase.word(), status.json(), fraction(took)),
        status.isSuccess() ? "" : text.stripTrailing(),
        status.isSuccess() ? whenWell : Level.WARN);
  }

  public PlatformEvent start(FunctionEvent event) {
    return new PlatformEvent(
        "platform.start",
        () ->
            String.format(
                "{\"requestId\":\"%s\",\"version\":\"%s\"}",
                event.requestId(), deployment.version()),
        "START RequestId: " + event.requestId() + " Version: " + deployment.version(),
        Level.INFO);
  }

  public PlatformEvent runtimeDone(
      String id, Status status, long millis, Duration took, long bytes) {
    return new PlatformEvent(
        "platform.runtimeDone",
        () -> runtimeDoneRecord(id, status, millis, took, bytes),
        "",
        status.isSuccess() ? Level.DEBUG : Level.WARN);
  }

  private static String runtimeDoneRecord(
      String id, Status status, long millis, Duration took, long bytes) {
    String produced = status.isSuccess() ? ",\"producedBytes\":" + bytes : "";
    String spans =
        status.isSuccess()
            ? String.format(
                ",\"spans\":[{\"name\":\"responseLatency\",\"start\":\"%s\",\"durationMs\":%s},"
                    + "{\"name\":\"responseDuration\",\"start\":\"%s\",\"durationMs\":0.0}]",
                PlatformEvent.time(millis - took.toMillis()),
                fraction(took),
                PlatformEvent.time(millis))
            : "";
    return String.format(
        "{\"requestId\":\"%s\",%s%s,\"metrics\":{\"durationMs\":%s%s}}",
        id, status.json(), spans, fraction(took), produced);
  }

  /// A log in JSON has no such line, and telemetry no such event.
  public static PlatformEvent end(String requestId) {
    return new PlatformEvent(
        "platform.end",
        () -> "{\"requestId\":\"" + requestId + "\"}",
        "END RequestId: " + requestId,
        Level.INFO,
        true);
  }

  /// What went wrong with an event.
  public static PlatformEvent fault(String line) {
    return new PlatformEvent(
        "platform.fault", () -> TelemetryEvent.quoted(line), line, Level.ERROR, true);
  }

  public PlatformEvent report(String requestId, Status status, Report report) {
    boolean cold = !report.init().isZero();
    String text =
        "REPORT RequestId: "
            + requestId
            + "\tDuration: "
            + fraction(report.duration())
            + " ms\tBilled Duration: "
            + billed(report.duration())
            + " ms\tMemory Size: "
            + deployment.memoryMegabytes()
            + " MB\tMax Memory Used: "
            + used(report)
            + " MB\t"
            + (cold ? "Init Duration: " + fraction(report.init()) + " ms\t" : "")
            + status.text();
    return new PlatformEvent(
        "platform.report",
        () -> reportRecord(requestId, status, report),
        text,
        status.isSuccess() ? Level.INFO : Level.WARN);
  }

  private String reportRecord(String requestId, Status status, Report report) {
    String init = report.init().isZero() ? "" : ",\"initDurationMs\":" + fraction(report.init());
    return String.format(
        Locale.ROOT,
        "{\"requestId\":\"%s\",\"metrics\":{\"durationMs\":%s,\"billedDurationMs\":%d,"
            + "\"memorySizeMB\":%d,\"maxMemoryUsedMB\":%d%s},%s}",
        requestId,
        fraction(report.duration()),
        billed(report.duration()),
        deployment.memoryMegabytes(),
        used(report),
        init,
        status.json());
  }

  private static long used(Report report) {
    return Math.ceilDiv(report.memoryBytesMax(), 1L << 20);
  }

  public PlatformEvent extension(String name, List<String> events, String state, String errorType) {
    String error = errorType.isEmpty() ? "" : ",\"errorType\":\"" + errorType + "\"";
    return new PlatformEvent(
        "platform.extension",
        "{\"name\":\""
            + Errors.quoted(name)
            + "\",\"state\":\""
            + state
            + "\",\"events\":"
            + array(events)
            + error
            + "}",
        "EXTENSION\tName: "
            + name
            + "\tState: "
            + state
            + "\tEvents: ["
            + String.join(", ", events)
            + "]"
            + (errorType.isEmpty() ? "" : "\tError Type: " + errorType),
        errorType.isEmpty() ? Level.INFO : Level.WARN);
  }

  /// An extension has subscribed.
  ///
  /// @param api `telemetry`, or `logs` for the older one
  public PlatformEvent subscription(String api, String name, List<String> types) {
    return new PlatformEvent(
        "platform." + api + "Subscription",
        "{\"name\":\""
            + Errors.quoted(name)
            + "\",\"state\":\"Subscribed\",\"types\":"
            + array(types)
            + "}",
        (api.equals("logs") ? "LOGS" : "TELEMETRY")
            + "\tName: "
            + name
            + "\tState: Subscribed\tTypes: ["
            + String.join(", ", types)
            + "]",
        Level.INFO);
  }

  private static String array(List<String> words) {
    return words.isEmpty() ? "[]" : "[\"" + String.join("\",\"", words) + "\"]";
  }

  private static long billed(Duration duration) {
    return Math.max(1, Math.ceilDiv(duration.toNanos(), 1_000_000L));
  }

  /// Milliseconds with two digits behind the point.
  private static String fraction(Duration duration) {
    long hundredths = Math.round(duration.toNanos() / 1e4);
    long rest = hundredths % 100;
    return hundredths / 100 + (rest < 10 ? ".0" : ".") + rest;
  }
}
