package io.waybill.logs.tail;

import io.waybill.core.Arn;
import io.waybill.core.TimeSource;
import io.waybill.engine.time.Timers;
import io.waybill.logs.api.LiveTailSessionStart;
import io.waybill.logs.api.StartLiveTailResponseStream;
import io.waybill.logs.model.Refusals;
import io.waybill.logs.state.Audience;
import io.waybill.logs.state.LogEvent;
import io.waybill.shapes.EventFeed.Sink;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/// All sessions of the server. Safe for many threads.
public final class Tails implements Audience {
  // AWS ("CloudWatch Logs quotas"): sessions of an account and region at one time.
  private static final int SESSIONS_MAX = 15;

  private final TimeSource time;
  private final Executor workers;
  private final Map<Arn, Set<Session>> byGroup = new ConcurrentHashMap<>();
  private final Set<Session> all = new HashSet<>();

  /// @param workers send to callers, who may be slow
  public Tails(TimeSource time, Executor workers) {
    this.time = time;
    this.workers = workers;
  }

  /// Refuses a caller who has as many sessions as may be.
  public synchronized void requireRoom(String world) {
    if (all.stream().filter(each -> each.listening().world().equals(world)).count()
        >= SESSIONS_MAX) {
      throw Refusals.limit();
    }
  }

  /// Begins a session that tells `sink`; answers what ends it when the caller is gone.
  public Runnable begin(
      Listening listening,
      LiveTailSessionStart start,
      Sink<StartLiveTailResponseStream> sink,
      Timers timers) {
    Session session = new Session(listening, start, sink, this, time, timers, workers);
    synchronized (this) {
      all.add(session);
      for (Arn group : listening.groups()) {
        byGroup.computeIfAbsent(group, _ -> ConcurrentHashMap.newKeySet()).add(session);
      }
    }
    session.begin();
    return session::abandon;
  }

  synchronized void end(Session session) {
    all.remove(session);
    for (Arn group : session.listening().groups()) {
      byGroup.computeIfPresent(
          group,
          (_, sessions) -> {
            sessions.remove(session);
            return sessions.isEmpty() ? null : sessions;
          });
    }
  }

  /// The server goes: every session ends.
  public void stop() {
    List<Session> ending;
    synchronized (this) {
      ending = List.copyOf(all);
    }
    ending.forEach(Session::stop);
  }

  @Override
  public boolean hears(Arn group) {
    return byGroup.containsKey(group);
  }

  @Override
  public void appended(Arn group, String stream, List<LogEvent> events) {
    byGroup.getOrDefault(group, Set.of()).forEach(each -> each.appended(group, stream, events));
  }
}
