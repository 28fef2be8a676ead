package io.waybill.runtime.api;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import io.waybill.engine.functions.RunOutcome.Failed;
import io.waybill.engine.functions.RunOutcome.Report;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/// What Lambda itself says of an event whose function did not end as it should, in AWS's words.
public final class Errors {
  public static final int ANSWER_BYTES_MAX = 6 * 1024 * 1024 + 100;

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1,
          "hangup",
          2,
          "interrupt",
          4,
          "illegal instruction",
          6,
          "aborted",
          8,
          "floating point exception",
          9,
          "killed",
          11,
          "segmentation fault",
          15,
          "terminated");

  private Errors() {}

  public static String taskTimedOut(Duration timeout) {
    return String.format(
        Locale.ROOT, "Task timed out after %.2f seconds", timeout.toMillis() / 1000.0);
  }

  /// How a process ended, as the line in the log says it.
  public static String exit(int code) {
    if (code == 0) {
      return "Runtime exited without providing a reason";
    }
    String signal = SIGNALS.get(code - 128);
    return "Runtime exited with error: "
        + (signal == null ? "exit status " + code : "signal: " + signal);
  }

  public static Failed tooLarge(Report report) {
    String type = "Function.ResponseSizeTooLarge";
    String message =
        "Response payload size exceeded maximum allowed payload size ("
            + ANSWER_BYTES_MAX
            + " bytes).";
    return new Failed(false, type, json(type, message).getBytes(StandardCharsets.UTF_8), report);
  }

  public static String json(String type, String message) {
    return "{\"errorType\":\"" + quoted(type) + "\",\"errorMessage\":\"" + quoted(message) + "\"}";
  }

  public static String quoted(String text) {
    return new String(JsonStringEncoder.getInstance().quoteAsString(text));
  }

  /// An error of an event, whose message names it.
  public static byte[] prefixed(String type, String requestId, String message) {
    return json(type, "RequestId: " + requestId + " Error: " + message)
        .getBytes(StandardCharsets.UTF_8);
  }
}
