package io.waybill.sns.deliver;

import io.waybill.engine.outbox.Outcome;
import io.waybill.engine.outward.HttpOutcome;
import io.waybill.engine.outward.MailOutcome;
import io.waybill.shapes.Refusal;
import java.util.Locale;
import java.util.Optional;

/// What came of an attempt, as the outbox knows it.
///
/// AWS ("Message delivery retries"): what the subscriber's side did wrong (no such queue, no
/// permission, a status of 4xx) is not tried again; 429 and what the server's side did wrong is.
final class Failures {
  private static final int TOO_MANY = 429;
  private static final int MESSAGE_MAX = 300;
  private static final int RETRY_AFTER_MAX = 3_600;

  private Failures() {}

  static Outcome of(Refusal refusal) {
    String name = refusal.shape().name().toLowerCase(Locale.ROOT);
    boolean busy = name.contains("throttl") || name.contains("overlimit");
    boolean permanent = !busy && refusal.shape().status() < 500;
    return new Outcome.Failed(permanent, refusal.shape().name(), refusal.text(), 0);
  }

  /// We could not do it: nobody knows whether the target has it.
  static Outcome of(Throwable cause) {
    return new Outcome.Failed(false, "InternalError", String.valueOf(cause.getMessage()), 0);
  }

  static Outcome of(HttpOutcome outcome) {
    return switch (outcome) {
      case HttpOutcome.Answered answered -> answered(answered);
      case HttpOutcome.Failed failed ->
          new Outcome.Failed(
              failed.reason() == HttpOutcome.Reason.REFUSED,
              failed.reason().name(),
              failed.message(),
              0);
    };
  }

  static Outcome of(MailOutcome outcome) {
    return switch (outcome) {
      case MailOutcome.Sent sent -> new Outcome.Delivered("mail server");
      case MailOutcome.Failed failed ->
          new Outcome.Failed(failed.permanent(), "MAIL", failed.message(), 0);
    };
  }

  private static Outcome answered(HttpOutcome.Answered answered) {
    int status = answered.status();
    if (status >= 200 && status < 300) {
      return new Outcome.Delivered(String.valueOf(status));
    }
    boolean again = status >= 500 || status < 200 || status == TOO_MANY;
    String body = new String(answered.body(), java.nio.charset.StandardCharsets.UTF_8);
    return new Outcome.Failed(
        !again,
        "HTTP " + status,
        body.length() <= MESSAGE_MAX ? body : body.substring(0, MESSAGE_MAX),
        again ? retryAfter(answered.header("retry-after")) : 0);
  }

  private static long retryAfter(Optional<String> header) {
    try {
      long seconds = header.map(String::strip).map(Long::parseLong).orElse(0L);
      return Math.clamp(seconds, 0, RETRY_AFTER_MAX) * 1000L;
    } catch (NumberFormatException aDate) {
      return 0;
    }
  }
}
