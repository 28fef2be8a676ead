package io.waybill.logs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.logs.api.FilterLogEventsRequest;
import io.waybill.logs.api.FilterLogEventsResponse;
import io.waybill.logs.api.FilteredLogEvent;
import io.waybill.logs.decide.OnGroup;
import io.waybill.logs.decide.ReadPage;
import io.waybill.logs.decide.ReadStreams;
import io.waybill.logs.model.Refusals;
import io.waybill.logs.pattern.FilterPattern;
import io.waybill.logs.pattern.Message;
import io.waybill.logs.state.LogEvent;
import io.waybill.logs.state.Position;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Searches the streams of a group, in the order of their events' times.
final class FilterLogEvents implements Operation<FilterLogEventsRequest, FilterLogEventsResponse> {
  private static final int PAGE = 10_000;

  private static final long LATEST = Long.MAX_VALUE - 2;

  private final Access access;

  FilterLogEvents(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller, FilterLogEventsRequest input, Answer<FilterLogEventsResponse> answer) {
    Arn arn = Access.group(caller, Inputs.group(input.logGroupName(), input.logGroupIdentifier()));
    Optional<ReadStreams.Choice> streams = streams(input);
    FilterPattern pattern = FilterPattern.parse(Inputs.text(input.filterPattern()));
    // AWS (FilterLogEvents): events of the end time are not returned by GetLogEvents and are here.
    Position end = Position.at(Math.min(Inputs.number(input.endTime(), LATEST), LATEST) + 1);
    int most = Inputs.limit(input.limit(), PAGE);
    Predicate<LogEvent> wanted = event -> pattern.matches(new Message(event.message()));
    access.decide(
        arn,
        streams
            .<OnGroup.Decision<ReadPage.Page>>map(
                choice -> new ReadStreams(from(input), end, choice, wanted, most))
            .orElseGet(
                () -> new ReadPage(from(input), end, (event, stream) -> wanted.test(event), most)),
        Answers.mapped(answer, FilterLogEvents::page));
  }

  private static Position from(FilterLogEventsRequest input) {
    String token = Inputs.text(input.nextToken());
    return token.isEmpty()
        ? Position.at(Inputs.number(input.startTime(), 0))
        : Position.parse(token).orElseThrow(Pages::invalid);
  }

  /// Which streams are searched; empty for all.
  private static Optional<ReadStreams.Choice> streams(FilterLogEventsRequest input) {
    List<String> names = Inputs.list(input.logStreamNames());
    String prefix = Inputs.text(input.logStreamNamePrefix());
    if (!names.isEmpty() && !prefix.isEmpty()) {
      throw Refusals.invalid(
          "Only one of logStreamNames and logStreamNamePrefix may be specified.");
    }
    if (!names.isEmpty()) {
      // AWS: one that is not there is refused.
      return Optional.of(group ->
          names.stream()
              .distinct()
              .map(name -> group.stream(name).orElseThrow(Refusals::noStream))
              .toList());
    }
    return prefix.isEmpty() ? Optional.empty() : Optional.of(group -> group.streamsNamed(prefix));
  }

  private static FilterLogEventsResponse page(ReadPage.Page page) {
    return new FilterLogEventsResponse(
        page.found().stream()
            .map(each ->
                new FilteredLogEvent(
                    each.stream(),
                    each.event().position().millis(),
                    each.event().message(),
                    each.event().ingestedMillis(),
                    each.event().position().text()))
            .toList(),
        List.of(), // AWS: no longer filled since 2019
        page.next().map(Position::text).orElse(null));
  }
}
