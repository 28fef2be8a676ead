package io.waybill.engine.logs;

import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.ServiceCalls;
import io.waybill.shapes.Document;
import io.waybill.shapes.Refusal;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Writes lines into CloudWatch Logs on behalf of a service: through the gateway, and where group
/// or stream are missing they are made. Safe for many threads.
public final class LogWriter {
  private static final Logger log = LoggerFactory.getLogger(LogWriter.class);

  /// A stream of a group.
  ///
  /// @param caller the service that writes, for whose account and region
  public record Place(Caller caller, String group, String stream) {}

  /// One line.
  ///
  /// @param millis when it was said, in milliseconds since 1970
  public record Line(long millis, String text) {
    private Document document() {
      return new Document.Struct(
          Map.of("timestamp", Document.number(millis), "message", Document.text(text)));
    }
  }

  private final ServiceCalls calls;

  public LogWriter(ServiceCalls calls) {
    this.calls = calls;
  }

  /// Stores `lines`, which are in the order of their times and no more than one call may hold.
  /// `then` runs, once, when they are durable or given up: the log says the latter.
  public void write(Place place, List<Line> lines, Runnable then) {
    Map<String, Document> input =
        Map.of(
            "logGroupName", Document.text(place.group),
            "logStreamName", Document.text(place.stream),
            "logEvents", new Document.Array(lines.stream().map(Line::document).toList()));
    Runnable again =
        () ->
            call(
                "logs:PutLogEvents",
                place,
                input,
                then,
                () -> {
                  log.warn("{} lines of {} could not be stored", lines.size(), place.group);
                  then.run();
                });
    call("logs:PutLogEvents", place, input, then, () -> create(place, again));
  }

  /// Group and stream may be there already, which is as good.
  private void create(Place place, Runnable then) {
    Document group = Document.text(place.group);
    Map<String, Document> stream =
        Map.of("logGroupName", group, "logStreamName", Document.text(place.stream));
    Runnable createStream = () -> call("logs:CreateLogStream", place, stream, then, then);
    call("logs:CreateLogGroup", place, Map.of("logGroupName", group), createStream, createStream);
  }

  private void call(
      String operation,
      Place place,
      Map<String, Document> input,
      Runnable done,
      Runnable otherwise) {
    calls.call(
        operation,
        place.caller,
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
