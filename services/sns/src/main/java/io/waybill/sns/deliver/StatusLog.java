package io.waybill.sns.deliver;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.engine.logs.LogWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes how deliveries went to CloudWatch Logs, for topics that ask for it: one call at a time a
/// group, with all that came meanwhile. Lines are not kept for another start, and beyond a bound
/// they are dropped. Safe for many threads.
final class StatusLog {
  private static final Logger log = LoggerFactory.getLogger(StatusLog.class);
  private static final String PRINCIPAL = "sns.amazonaws.com";
  private static final int WAITING_MAX = 10_000;

  /// AWS (PutLogEvents): 10,000 a call, and a megabyte; a line of ours is below a kilobyte.
  private static final int AT_ONCE = 1_000;

  private static final class Group {
    final LogWriter.Place place;
    final Queue<LogWriter.Line> waiting = new ArrayDeque<>();
    boolean busy;

    Group(LogWriter.Place place) {
      this.place = place;
    }
  }

  private final LogWriter writer;
  private final Map<String, Group> groups = new HashMap<>();

  StatusLog(ServiceCalls calls) {
    this.writer = new LogWriter(calls);
  }

  /// Writes `line` to the log of `topic`.
  ///
  /// @param stream names the stream if this is the first line of the log since the server started
  synchronized void write(Arn topic, boolean success, String stream, LogWriter.Line line) {
    String name =
        "sns/"
            + topic.region()
            + "/"
            + topic.account()
            + "/"
            + topic.resource()
            + (success ? "" : "/Failure");
    Group group = groups.computeIfAbsent(name, any -> group(topic, name, stream));
    if (group.waiting.size() >= WAITING_MAX) {
      log.warn("a line of {} is dropped: too many wait to be written", name);
      return;
    }
    group.waiting.add(line);
    if (!group.busy) {
      group.busy = true;
      next(group);
    }
  }

  private static Group group(Arn topic, String name, String stream) {
    Caller caller =
        new Caller(
            new AccountId(topic.account()),
            new Region(topic.region()),
            PRINCIPAL,
            stream,
            "",
            topic.toString());
    return new Group(new LogWriter.Place(caller, name, stream));
  }

  private synchronized void next(Group group) {
    List<LogWriter.Line> batch = new ArrayList<>();
    while (batch.size() < AT_ONCE && !group.waiting.isEmpty()) {
      batch.add(group.waiting.remove());
    }
    if (batch.isEmpty()) {
      group.busy = false;
      return;
    }
    writer.write(group.place, batch, () -> next(group));
  }
}
