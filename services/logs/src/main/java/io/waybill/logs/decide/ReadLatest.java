package io.waybill.logs.decide;

import io.waybill.logs.model.Refusals;
import io.waybill.logs.state.LogEvent;
import io.waybill.logs.state.LogGroup;
import io.waybill.logs.state.LogStream;
import io.waybill.logs.state.Position;
import java.util.List;
import java.util.Optional;

/// Reads the last events of a stream before a position.
///
/// @param stream the stream's name
/// @param most how many events a page has at most
public record ReadLatest(Position from, Position to, String stream, int most)
    implements OnGroup.Decision<List<LogEvent>> {
  @Override
  public List<LogEvent> decide(LogGroup group, OnGroup.Step step) {
    LogStream its = group.stream(stream).orElseThrow(Refusals::noStream);
    List<Position> places =
        group.places().last(its, group.kept(from, step.now()), to, most, step.transaction());
    PageOfEvents page = new PageOfEvents(most);
    for (Position each : places.reversed()) {
      Optional<LogEvent> event = group.at(each, step.transaction());
      if (event.isPresent() && !page.take(event.get(), stream)) {
        break;
      }
    }
    return page.found().reversed().stream().map(ReadPage.Found::event).toList();
  }
}
