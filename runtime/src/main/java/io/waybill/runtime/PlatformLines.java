package io.waybill.runtime;

import io.waybill.engine.functions.Deployment;
import io.waybill.engine.functions.RunOutcome.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/// The lines that Lambda itself writes about each event: as text, or as JSON where the function
/// logs JSON.
record PlatformLines(Deployment deployment) {
  String start(String requestId, long millis) {
    return deployment.logs().json()
        ? json(
            millis,
            "platform.start",
            "\"requestId\":\"" + requestId + "\",\"version\":\"" + deployment.version() + "\"")
        : "START RequestId: " + requestId + " Version: " + deployment.version();
  }

  String end(String requestId) {
    return "END RequestId: " + requestId;
  }

  String report(String requestId, String status, Report report, long millis) {
    long billed = billed(report.duration());
    long memory = Math.ceilDiv(report.memoryBytesMax(), 1L << 20);
    if (deployment.logs().json()) {
      String init = report.init().isZero() ? "" : ",\"initDurationMs\":" + fraction(report.init());
      return json(
          millis,
          "platform.report",
          String.format(
              Locale.ROOT,
              "\"requestId\":\"%s\",\"status\":\"%s\",\"metrics\":{\"durationMs\":%s,\"billedDurationMs\":%d,"
                  + "\"memorySizeMB\":%d,\"maxMemoryUsedMB\":%d%s}",
              requestId,
              status,
              fraction(report.duration()),
              billed,
              deployment.memoryMegabytes(),
              memory,
              init));
    }
    String init =
        report.init().isZero() ? "" : "Init Duration: " + fraction(report.init()) + " ms\t";
    String told = status.equals("success") ? "" : "Status: " + status + "\t";
    return String.format(
        Locale.ROOT,
        "REPORT RequestId: %s\tDuration: %s ms\tBilled Duration: %d ms\tMemory Size: %d MB\tMax Memory Used: %d MB\t%s%s",
        requestId,
        fraction(report.duration()),
        billed,
        deployment.memoryMegabytes(),
        memory,
        init,
        told);
  }

  private static long billed(Duration duration) {
    return Math.max(1, Math.ceilDiv(duration.toNanos(), 1_000_000L));
  }

  private static String fraction(Duration duration) {
    return String.format(Locale.ROOT, "%.2f", duration.toNanos() / 1e6);
  }

  private static String json(long millis, String type, String record) {
    return "{\"time\":\""
        + Instant.ofEpochMilli(millis)
        + "\",\"type\":\""
        + type
        + "\",\"record\":{"
        + record
        + "}}";
  }
}
