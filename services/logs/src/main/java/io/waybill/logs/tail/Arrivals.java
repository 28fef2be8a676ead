package io.waybill.logs.tail;

import io.waybill.core.Arn;
import io.waybill.logs.api.LiveTailSessionLogEvent;
import io.waybill.logs.api.LiveTailSessionMetadata;
import io.waybill.logs.api.LiveTailSessionUpdate;
import io.waybill.logs.pattern.Message;
import io.waybill.logs.state.GroupDefinition;
import io.waybill.logs.state.LogEvent;
import java.util.ArrayList;
import java.util.List;

/// What came within a second.
final class Arrivals {
  // AWS (StartLiveTail): 500 events in an update, sampled down where there are more.
  private static final int TOLD_MAX = 500;

  /// Events that are looked at; what comes beyond in the same second is not.
  private static final int HELD_MAX = 50_000;

  private final List<Batch> batches = new ArrayList<>();
  private int held;
  private boolean skipped;

  private record Batch(Arn group, String stream, List<LogEvent> events) {}

  void add(Arn group, String stream, List<LogEvent> events) {
    int room = Math.min(events.size(), HELD_MAX - held);
    skipped |= room < events.size();
    if (room > 0) {
      batches.add(new Batch(group, stream, events.subList(0, room)));
      held += room;
    }
  }

  /// What of it the session wanted.
  LiveTailSessionUpdate update(Listening listening) {
    List<LiveTailSessionLogEvent> wanted = new ArrayList<>();
    for (Batch batch : batches) {
      for (LogEvent event : batch.events) {
        if (listening.pattern().matches(new Message(event.message()))) {
          wanted.add(told(batch, event));
        }
      }
    }
    boolean sampled = skipped || wanted.size() > TOLD_MAX;
    return new LiveTailSessionUpdate(new LiveTailSessionMetadata(sampled), sample(wanted));
  }

  private static LiveTailSessionLogEvent told(Batch batch, LogEvent event) {
    String name = batch.group.resource().substring(GroupDefinition.KIND.length());
    return new LiveTailSessionLogEvent(
        batch.stream,
        batch.group.account() + ':' + name,
        event.message(),
        event.position().millis(),
        event.ingestedMillis());
  }

  /// As many as an update may have, evenly from first to last.
  private static <T> List<T> sample(List<T> all) {
    if (all.size() <= TOLD_MAX) {
      return all;
    }
    List<T> some = new ArrayList<>(TOLD_MAX);
    for (long i = 0; i < TOLD_MAX; i++) {
      some.add(all.get((int) (i * all.size() / TOLD_MAX)));
    }
    return some;
  }
}
