package io.waybill.logs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Caller;
import io.waybill.logs.api.CreateLogStreamRequest;
import io.waybill.logs.api.DeleteLogStreamRequest;
import io.waybill.logs.api.DescribeLogStreamsRequest;
import io.waybill.logs.api.DescribeLogStreamsResponse;
import io.waybill.logs.api.LogStream;
import io.waybill.logs.api.OrderBy;
import io.waybill.logs.model.Refusals;
import io.waybill.shapes.Unit;
import java.util.List;

/// Creates, lists and deletes streams.
final class Streams {
  private static final int PAGE = 50;

  private final Access access;

  Streams(Access access) {
    this.access = access;
  }

  void create(Caller caller, CreateLogStreamRequest input, Answer<Unit> answer) {
    String name = Inputs.requireLength(Inputs.text(input.logStreamName()));
    access.decide(
        Access.group(caller, Inputs.text(input.logGroupName())),
        (group, step) -> {
          if (group.stream(name).isPresent()) {
            throw Refusals.exists("stream");
          }
          group.createStream(name, step.now(), step.transaction());
          return Unit.INSTANCE;
        },
        answer);
  }

  void delete(Caller caller, DeleteLogStreamRequest input, Answer<Unit> answer) {
    access.decide(
        Access.group(caller, Inputs.text(input.logGroupName())),
        (group, step) -> {
          step.groups()
              .deleteStream(
                  group,
                  group.stream(Inputs.text(input.logStreamName())).orElseThrow(Refusals::noStream),
                  step.now(),
                  step.transaction());
          return Unit.INSTANCE;
        },
        answer);
  }

  void describe(
      Caller caller, DescribeLogStreamsRequest input, Answer<DescribeLogStreamsResponse> answer) {
    String prefix = Inputs.text(input.logStreamNamePrefix());
    boolean byTime = OrderBy.LAST_EVENT_TIME.equals(input.orderBy());
    if (byTime && !prefix.isEmpty()) {
      throw Refusals.invalid("Cannot order by LastEventTime with a logStreamNamePrefix.");
    }
    Arn arn = Access.group(caller, Inputs.group(input.logGroupName(), input.logGroupIdentifier()));
    int limit = Inputs.limit(input.limit(), PAGE);
    StreamOrder order = StreamOrder.of(byTime, Boolean.TRUE.equals(input.descending()), prefix);
    String after = Pages.after(order.list(), input.nextToken());
    access.decide(
        arn,
        (group, step) -> {
          List<io.waybill.logs.state.LogStream> found =
              order.page(group.streams(), after, limit + 1);
          List<io.waybill.logs.state.LogStream> page =
              found.subList(0, Math.min(limit, found.size()));
          return new DescribeLogStreamsResponse(
              page.stream().map(each -> shown(arn, each)).toList(),
              found.size() > limit ? order.token(page.getLast()) : null);
        },
        answer);
  }

  private static LogStream shown(Arn group, io.waybill.logs.state.LogStream stream) {
    boolean isEmpty = stream.ingestedMillis() == 0;
    return new LogStream(
        stream.name(),
        stream.createdMillis(),
        isEmpty ? null : stream.firstMillis(),
        isEmpty ? null : stream.lastMillis(),
        isEmpty ? null : stream.ingestedMillis(),
        isEmpty ? null : "1", // AWS: sequence tokens are shown, and ignored
        group + ":log-stream:" + stream.name(),
        0L); // AWS (June 2019): no longer counted by stream
  }
}
