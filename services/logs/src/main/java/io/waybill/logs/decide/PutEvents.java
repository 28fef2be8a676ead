package io.waybill.logs.decide;

import io.waybill.logs.forward.Matches;
import io.waybill.logs.model.Refusals;
import io.waybill.logs.state.LogEvent;
import io.waybill.logs.state.LogGroup;
import io.waybill.logs.state.LogStream;
import java.time.Duration;
import java.util.List;

/// Appends events to a stream: those that are neither too old nor too new.
///
/// @param lines in the order of their times
public record PutEvents(String stream, List<LogGroup.Line> lines)
    implements OnGroup.Decision<PutEvents.Taken> {
  // AWS (PutLogEvents): no more than 2 hours in the future, and not older than 14 days or than the
  // group's retention.
  private static final long FUTURE_MILLIS = Duration.ofHours(2).toMillis();
  private static final long PAST_MILLIS = Duration.ofDays(14).toMillis();

  /// Which of the events were taken: those between the indices.
  ///
  /// @param expired how many at the front are out of retention
  /// @param tooOld how many at the front are too old
  /// @param tooNew where those begin that are too new; the number of events where none is
  public record Taken(int expired, int tooOld, int tooNew) {}

  @Override
  public Taken decide(LogGroup group, OnGroup.Step step) {
    LogStream to = group.stream(stream).orElseThrow(Refusals::noStream);
    Taken taken =
        new Taken(
            before(group.definition().keptFrom(step.now())),
            before(step.now() - PAST_MILLIS),
            before(step.now() + FUTURE_MILLIS + 1));
    int from = Math.max(taken.expired, taken.tooOld);
    if (from < taken.tooNew) {
      List<LogEvent> events =
          group.append(to, lines.subList(from, taken.tooNew), step.now(), step.transaction());
      step.groups().appended(group, stream, events, step.transaction());
      new Matches(group, stream, events)
          .accept(step.groups().outbox(), step.transaction(), step.stamp());
    }
    return taken;
  }

  private int before(long millis) {
    int count = 0;
    while (count < lines.size() && lines.get(count).millis() < millis) {
      count++;
    }
    return count;
  }
}
