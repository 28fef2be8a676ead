package io.waybill.logs.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.logs.api.InputLogEvent;
import io.waybill.logs.api.PutLogEventsRequest;
import io.waybill.logs.api.PutLogEventsResponse;
import io.waybill.logs.api.RejectedLogEventsInfo;
import io.waybill.logs.decide.PutEvents;
import io.waybill.logs.model.Refusals;
import io.waybill.logs.state.LogGroup;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Appends events to a stream.
final class PutLogEvents implements Operation<PutLogEventsRequest, PutLogEventsResponse> {
  // AWS (PutLogEvents): 1,048,576 bytes, each event counting 26 more; a span of 24 hours.
  private static final int BYTES_MAX = 1_048_576;
  private static final int EVENT_BYTES = 26;
  private static final int CHARACTER_BYTES_MAX = 3;
  private static final long SPAN_MILLIS = Duration.ofHours(24).toMillis();

  private final Access access;

  PutLogEvents(Access access) {
    this.access = access;
  }

  @Override
  public void call(Caller caller, PutLogEventsRequest input, Answer<PutLogEventsResponse> answer) {
    List<LogGroup.Line> lines =
        Inputs.list(input.logEvents()).stream().map(PutLogEvents::line).toList();
    check(lines);
    access.decide(
        Access.group(caller, Inputs.text(input.logGroupName())),
        new PutEvents(Inputs.requireLength(Inputs.text(input.logStreamName())), lines),
        Answers.mapped(answer, taken -> new PutLogEventsResponse("1", rejected(taken, lines))));
  }

  private static LogGroup.Line line(InputLogEvent event) {
    return new LogGroup.Line(Inputs.number(event.timestamp(), 0), Inputs.text(event.message()));
  }

  private static void check(List<LogGroup.Line> lines) {
    long before = 0;
    long bytesMost = 0;
    for (LogGroup.Line line : lines) {
      if (line.millis() < before) {
        throw Refusals.invalid(
            "Log events in a single PutLogEvents request must be in chronological order.");
      }
      before = line.millis();
      bytesMost += (long) CHARACTER_BYTES_MAX * line.message().length() + EVENT_BYTES;
    }
    if (bytesMost > BYTES_MAX) {
      requireFit(lines);
    }
    if (lines.getLast().millis() - lines.getFirst().millis() > SPAN_MILLIS) {
      throw Refusals.invalid(
          "The batch of log events in a single PutLogEvents request cannot span more than 24 hours.");
    }
  }

  /// Counts to the byte, which most calls are too small to need.
  private static void requireFit(List<LogGroup.Line> lines) {
    long bytes = 0;
    for (LogGroup.Line line : lines) {
      bytes += line.message().getBytes(StandardCharsets.UTF_8).length + EVENT_BYTES;
    }
    if (bytes > BYTES_MAX) {
      throw Refusals.invalid("Upload too large: " + bytes + " bytes exceeds limit of " + BYTES_MAX);
    }
  }

  private static @Nullable RejectedLogEventsInfo rejected(
      PutEvents.Taken taken, List<LogGroup.Line> lines) {
    if (taken.expired() == 0 && taken.tooOld() == 0 && taken.tooNew() == lines.size()) {
      return null;
    }
    return new RejectedLogEventsInfo(
        taken.tooNew() == lines.size() ? null : taken.tooNew(),
        taken.tooOld() == 0 ? null : taken.tooOld(),
        taken.expired() == 0 ? null : taken.expired());
  }
}
