package io.waybill.logs.operations;

import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.gateway.Answers;
import io.waybill.engine.gateway.Caller;
import io.waybill.engine.gateway.Operation;
import io.waybill.logs.api.FilterLogEventsRequest;
import io.waybill.logs.api.FilterLogEventsResponse;
import io.waybill.logs.api.FilteredLogEvent;
import io.waybill.logs.decide.ReadPage;
import io.waybill.logs.model.Refusals;
import io.waybill.logs.pattern.FilterPattern;
import io.waybill.logs.pattern.Message;
import io.waybill.logs.state.Position;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Searches the streams of a group, in the order of their events' times.
final class FilterLogEvents implements Operation<FilterLogEventsRequest, FilterLogEventsResponse> {
  private static final int PAGE = 10_000;

  private final Access access;

  FilterLogEvents(Access access) {
    this.access = access;
  }

  @Override
  public void call(
      Caller caller, FilterLogEventsRequest input, Answer<FilterLogEventsResponse> answer) {
    Arn arn = Access.group(caller, Inputs.group(input.logGroupName(), input.logGroupIdentifier()));
    Predicate<String> streams = streams(input);
    FilterPattern pattern = FilterPattern.parse(Inputs.text(input.filterPattern()));
    // AWS (FilterLogEvents): events of the end time are not returned by GetLogEvents and are here.
    long end = Inputs.number(input.endTime(), Long.MAX_VALUE - 2);
    access.decide(
        arn,
        new ReadPage(
            from(input),
            Position.at(end + 1),
            (event, stream) ->
                streams.test(stream) && pattern.matches(new Message(event.message())),
            Inputs.limit(input.limit(), PAGE)),
        Answers.mapped(answer, FilterLogEvents::page));
  }

  private static Position from(FilterLogEventsRequest input) {
    String token = Inputs.text(input.nextToken());
    return token.isEmpty()
        ? Position.at(Inputs.number(input.startTime(), 0))
        : Position.parse(token).orElseThrow(Pages::invalid);
  }

  private static Predicate<String> streams(FilterLogEventsRequest input) {
    List<String> names = Inputs.list(input.logStreamNames());
    String prefix = Inputs.text(input.logStreamNamePrefix());
    if (!names.isEmpty() && !prefix.isEmpty()) {
      throw Refusals.invalid(
          "Only one of logStreamNames and logStreamNamePrefix may be specified.");
    }
    Set<String> wanted = new HashSet<>(names);
    return name -> (wanted.isEmpty() || wanted.contains(name)) && name.startsWith(prefix);
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
