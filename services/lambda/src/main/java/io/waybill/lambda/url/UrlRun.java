package io.waybill.lambda.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waybill.engine.functions.RunListener;
import io.waybill.engine.functions.RunOutcome;
import io.waybill.lambda.invoke.Invoked;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/// One request on its way through its function: turns what the function answers, whole or piece by
/// piece, into HTTP.
final class UrlRun implements RunListener {
  private static final String WITH_PRELUDE = "application/vnd.awslambda.http-integration-response";
  private static final int PRELUDE_BYTES_MAX = 64 << 10;
  // AWS ("Response streaming"): eight zero bytes stand between prelude and body.
  private static final int GAP = 8;

  private final String requestId;
  private final List<UrlRequest.Field> added;
  private final UrlAnswer answer;
  private final Executor workers;
  private final ByteArrayOutputStream prelude = new ByteArrayOutputStream();
  private boolean preludeAwaited;
  private boolean over;
  private Optional<UrlAnswer.Pieces> pieces = Optional.empty();

  /// @param added fields that every answer of the URL carries
  UrlRun(String requestId, List<UrlRequest.Field> added, UrlAnswer answer, Executor workers) {
    this.requestId = requestId;
    this.added = added;
    this.answer = answer;
    this.workers = workers;
  }

  @Override
  public void streaming(String contentType) {
    if (contentType.equals(WITH_PRELUDE)) {
      preludeAwaited = true;
    } else {
      begin(new UrlReply(200, List.of(new UrlRequest.Field("Content-Type", contentType)), NONE));
    }
  }

  private static final byte[] NONE = {};

  private void begin(UrlReply head) {
    pieces = Optional.of(answer.begin(head.status(), fields(head)));
  }

  @Override
  public void piece(byte[] bytes) throws InterruptedException {
    if (preludeAwaited) {
      readPrelude(bytes);
    } else if (pieces.isPresent()) {
      pieces.get().write(bytes);
    }
  }

  private void readPrelude(byte[] bytes) throws InterruptedException {
    prelude.writeBytes(bytes);
    byte[] all = prelude.toByteArray();
    int gap = gap(all);
    if (gap < 0 && all.length <= PRELUDE_BYTES_MAX) {
      return;
    }
    preludeAwaited = false;
    Optional<UrlReply> head =
        gap < 0 ? Optional.empty() : UrlReply.prelude(Arrays.copyOf(all, gap));
    if (head.isEmpty()) {
      broken();
      return;
    }
    begin(head.get());
    piece(Arrays.copyOfRange(all, gap + GAP, all.length));
  }

  private static int gap(byte[] bytes) {
    int zeros = 0;
    for (int i = 0; i < bytes.length; i++) {
      zeros = bytes[i] == 0 ? zeros + 1 : 0;
      if (zeros == GAP) {
        return i + 1 - GAP;
      }
    }
    return -1;
  }

  @Override
  public void ended(RunOutcome outcome) {}

  /// The function is done. What is left to say may have to wait for its reader.
  void end(Invoked invoked) {
    workers.execute(() -> tellEnd(invoked));
  }

  private void tellEnd(Invoked invoked) {
    if (over) {
      return;
    }
    if (pieces.isPresent()) {
      boolean whole =
          invoked instanceof Invoked.Ran(_, RunOutcome outcome)
              && outcome instanceof RunOutcome.Returned;
      if (whole) {
        pieces.get().end();
      } else {
        pieces.get().breakOff();
      }
      return;
    }
    switch (invoked) {
      case Invoked.Refused(var refusal, boolean throttled) ->
          tell(
              throttled ? 429 : refusal.shape().status(),
              "{\"Message\":\"%s\"}".formatted(throttled ? "Rate Exceeded." : "Forbidden"));
      case Invoked.Ran(_, RunOutcome.Returned returned) ->
          UrlReply.of(returned.payload())
              .ifPresentOrElse(
                  reply -> answer.whole(reply.status(), fields(reply), reply.body()), this::broken);
      case Invoked.Ran _ -> broken();
    }
  }

  private List<UrlRequest.Field> fields(UrlReply reply) {
    List<UrlRequest.Field> fields = new ArrayList<>(reply.fields());
    for (UrlRequest.Field field : added) {
      fields.removeIf(each -> each.name().equalsIgnoreCase(field.name()));
      fields.add(field);
    }
    fields.add(new UrlRequest.Field("x-amzn-RequestId", requestId));
    return fields;
  }

  /// AWS: whatever the function's failure was, its caller is not told.
  private void broken() {
    over = true;
    tell(502, "Internal Server Error");
  }

  private void tell(int status, String body) {
    answer.whole(
        status,
        fields(
            new UrlReply(
                status,
                List.of(new UrlRequest.Field("Content-Type", "application/json")),
                body.getBytes(UTF_8))),
        body.getBytes(UTF_8));
  }
}
