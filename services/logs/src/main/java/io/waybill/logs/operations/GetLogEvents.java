package io.waybill.logs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.logs.api.GetLogEventsRequest;
import io.waybill.logs.api.GetLogEventsResponse;
import io.waybill.logs.api.OutputLogEvent;
import io.waybill.logs.decide.OnGroup;
import io.waybill.logs.decide.ReadLatest;
import io.waybill.logs.decide.ReadPage;
import io.waybill.logs.decide.ReadStreams;
import io.waybill.logs.model.Refusals;
import io.waybill.logs.state.LogEvent;
import io.waybill.logs.state.LogGroup;
import io.waybill.logs.state.Position;
import java.util.List;

/// Reads one stream, forward from its beginning or backward from its end.
///
/// Tokens say where a page began and ended: `f/` and the position behind it, `b/` and the one of
/// its first event. AWS: at the end of a stream the token that was sent comes back.
final class GetLogEvents implements Operation<GetLogEventsRequest, GetLogEventsResponse> {
  private static final int PAGE = 10_000;

  private final Access access;

  GetLogEvents(Access access) {
    this.access = access;
  }

  /// What is asked for.
  ///
  /// @param start where the whole of it begins
  private record Asked(
      String stream, Position start, Position from, Position to, int most, boolean forward)
      implements OnGroup.Decision<Read> {
    @Override
    public Read decide(LogGroup group, OnGroup.Step step) {
      if (!forward) {
        return backward(new ReadLatest(from, to, stream, most).decide(group, step));
      }
      ReadStreams.Choice choice =
          its -> List.of(its.stream(stream).orElseThrow(Refusals::noStream));
      ReadPage.Page page =
          new ReadStreams(from, to, choice, event -> true, most).decide(group, step);
      List<LogEvent> events = page.found().stream().map(ReadPage.Found::event).toList();
      // A page that found nothing goes on where it stopped looking: retention may have taken it
      // all.
      return read(events, from, page.next().orElse(from));
    }

    private Read backward(List<LogEvent> events) {
      return read(events, to, to);
    }

    /// @param first where a page without events begins
    /// @param behind where it ends
    private static Read read(List<LogEvent> events, Position first, Position behind) {
      return events.isEmpty()
          ? new Read(events, first, behind)
          : new Read(events, events.getFirst().position(), events.getLast().position().next());
    }
  }

  /// What was read.
  ///
  /// @param first where it begins
  /// @param behind where it ends
  private record Read(List<LogEvent> events, Position first, Position behind) {}

  @Override
  public void call(Caller caller, GetLogEventsRequest input, Answer<GetLogEventsResponse> answer) {
    Arn arn = Access.group(caller, Inputs.group(input.logGroupName(), input.logGroupIdentifier()));
    Asked asked = asked(input);
    access.decide(arn, asked, Answers.mapped(answer, GetLogEvents::page));
  }

  private static Asked asked(GetLogEventsRequest input) {
    String stream = Inputs.text(input.logStreamName());
    int most = Inputs.limit(input.limit(), PAGE);
    Position start = Position.at(Inputs.number(input.startTime(), 0));
    Position end = Position.at(Inputs.number(input.endTime(), Long.MAX_VALUE - 1));
    String token = Inputs.text(input.nextToken());
    if (token.isEmpty()) {
      boolean forward = Boolean.TRUE.equals(input.startFromHead());
      return new Asked(stream, start, start, end, most, forward);
    }
    Position at =
        Position.parse(token.substring(Math.min(2, token.length()))).orElseThrow(Pages::invalid);
    return switch (token.substring(0, 2)) {
      case "f/" -> new Asked(stream, start, at, end, most, true);
      case "b/" -> new Asked(stream, start, start, at, most, false);
      default -> throw Pages.invalid();
    };
  }

  private static GetLogEventsResponse page(Read read) {
    return new GetLogEventsResponse(
        read.events.stream()
            .map(each ->
                new OutputLogEvent(each.position().millis(), each.message(), each.ingestedMillis()))
            .toList(),
        "f/" + read.behind.text(),
        "b/" + read.first.text());
  }
}
