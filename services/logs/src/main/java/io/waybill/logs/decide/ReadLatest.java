package io.waybill.logs.decide;

import io.waybill.logs.state.LogEvent;
import io.waybill.logs.state.LogGroup;
import io.waybill.logs.state.Position;
import java.util.ArrayDeque;
import java.util.List;

/// Reads the last events of a stream before a position: looks back over a span that grows until it
/// holds enough.
///
/// @param stream the stream's name
/// @param most how many events a page has at most
public record ReadLatest(Position from, Position to, String stream, int most)
    implements OnGroup.Decision<List<LogEvent>> {
  private static final long FIRST_SPAN_MILLIS = 1_000;
  private static final int GROWTH = 8;

  @Override
  public List<LogEvent> decide(LogGroup group, OnGroup.Step step) {
    long first =
        Math.max(
            Math.max(from.millis(), group.definition().keptFrom(step.now())),
            group.stream(stream).map(each -> each.firstMillis()).orElse(0L));
    long last =
        Math.min(to.millis(), group.stream(stream).map(each -> each.lastMillis() + 1).orElse(0L));
    Position end = last < to.millis() ? Position.at(last) : to;
    ArrayDeque<LogEvent> latest = new ArrayDeque<>();
    long span = FIRST_SPAN_MILLIS;
    boolean all = false;
    while (!all && latest.size() < most) {
      long start = Math.max(first, last - span);
      all = start == first || start < 0;
      latest.clear();
      group.read(Position.at(start), end, step.transaction(), event -> keep(group, event, latest));
      span *= GROWTH;
    }
    return List.copyOf(latest);
  }

  private boolean keep(LogGroup group, LogEvent event, ArrayDeque<LogEvent> latest) {
    if (group.streamName(event.stream()).filter(stream::equals).isPresent()) {
      latest.add(event);
      if (latest.size() > most) {
        latest.remove();
      }
    }
    return true;
  }
}
