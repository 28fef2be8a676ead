package io.waybill.sns.deliver;

import io.waybill.core.AccountId;
import io.waybill.core.Arn;
import io.waybill.core.Region;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.shapes.Document;
import io.waybill.shapes.Refusal;
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
  /// One line of a log.
  record Line(long millis, String text) {}

  private static final Logger log = LoggerFactory.getLogger(StatusLog.class);
  private static final String PRINCIPAL = "sns.amazonaws.com";
  private static final int WAITING_MAX = 10_000;

  /// AWS (PutLogEvents): 10,000 a call, and a megabyte; a line of ours is below a kilobyte.
  private static final int AT_ONCE = 1_000;

  private static final class Group {
    final Caller caller;
    final String name;
    final String stream;
    final Queue<Line> waiting = new ArrayDeque<>();
    boolean busy;

    Group(Caller caller, String name, String stream) {
      this.caller = caller;
      this.name = name;
      this.stream = stream;
    }
  }

  private final ServiceCalls calls;
  private final Map<String, Group> groups = new HashMap<>();

  StatusLog(ServiceCalls calls) {
    this.calls = calls;
  }

  /// Writes `line` to the log of `topic`.
  ///
  /// @param stream names the stream if this is the first line of the log since the server started
  synchronized void write(Arn topic, boolean success, String stream, Line line) {
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
    return new Group(caller, name, stream);
  }

  private synchronized void next(Group group) {
    List<Line> batch = new ArrayList<>();
    while (batch.size() < AT_ONCE && !group.waiting.isEmpty()) {
      batch.add(group.waiting.remove());
    }
    if (batch.isEmpty()) {
      group.busy = false;
      return;
    }
    put(group, batch, false);
  }

  private void put(Group group, List<Line> batch, boolean created) {
    List<Document> events = new ArrayList<>(batch.size());
    for (Line line : batch) {
      events.add(
          new Document.Struct(
              Map.of(
                  "timestamp", Document.number(line.millis),
                  "message", Document.text(line.text))));
    }
    Map<String, Document> input =
        Map.of(
            "logGroupName", Document.text(group.name),
            "logStreamName", Document.text(group.stream),
            "logEvents", new Document.Array(events));
    call(
        "logs:PutLogEvents",
        group,
        input,
        () -> next(group),
        () -> {
          if (created) {
            log.warn("{} lines of {} could not be written", batch.size(), group.name);
            next(group);
          } else {
            create(group, batch);
          }
        });
  }

  /// Group and stream may be there already, which is as good.
  private void create(Group group, List<Line> batch) {
    Document name = Document.text(group.name);
    Runnable again = () -> put(group, batch, true);
    Runnable stream =
        () ->
            call(
                "logs:CreateLogStream",
                group,
                Map.of("logGroupName", name, "logStreamName", Document.text(group.stream)),
                again,
                again);
    call("logs:CreateLogGroup", group, Map.of("logGroupName", name), stream, stream);
  }

  private void call(
      String operation,
      Group group,
      Map<String, Document> input,
      Runnable done,
      Runnable otherwise) {
    calls.call(
        operation,
        group.caller,
        new Document.Struct(input),
        new Answer<Document.Struct>() {
          @Override
          public void succeed(Document.Struct output) {
            done.run();
          }

          @Override
          public void refuse(Refusal refusal) {
            otherwise.run();
          }

          @Override
          public void fail(Throwable cause) {
            log.debug("{} failed: {}", operation, cause.toString());
            otherwise.run();
          }
        });
  }
}
