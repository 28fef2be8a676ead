package io.waybill.logs.decide;

import io.waybill.logs.state.LogEvent;
import io.waybill.logs.state.LogGroup;
import io.waybill.logs.state.Position;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/// Reads a group's events forward, of whatever streams they are.
///
/// @param wanted of an event and the name of its stream
/// @param most how many events a page has at most
public record ReadPage(Position from, Position to, BiPredicate<LogEvent, String> wanted, int most)
    implements OnGroup.Decision<ReadPage.Page> {
  /// One page looks at so many events at most, however few of them are wanted.
  static final int LOOKED_MAX = 20_000;

  /// An event with the name of its stream.
  public record Found(LogEvent event, String stream) {}

  /// The events found, the oldest first.
  ///
  /// @param next where to go on; empty at the end
  public record Page(List<Found> found, Optional<Position> next) {}

  /// A read of events, as far as it has come.
  private final class Reading {
    final PageOfEvents page = new PageOfEvents(most);
    Optional<Position> next = Optional.empty();
    int looked;

    /// Looks at an event of `group`; false ends the page before it.
    boolean look(LogEvent event, LogGroup group) {
      boolean room = looked < LOOKED_MAX && !page.isFull();
      if (room) {
        looked++;
        page.looks(event);
        room =
            group
                .streamName(event.stream())
                .filter(name -> wanted.test(event, name))
                .map(name -> page.take(event, name))
                .orElse(true);
      }
      next = room ? Optional.empty() : Optional.of(event.position());
      return room;
    }
  }

  @Override
  public Page decide(LogGroup group, OnGroup.Step step) {
    Reading reading = new Reading();
    group.read(
        group.kept(from, step.now()), to, step.transaction(), event -> reading.look(event, group));
    return new Page(reading.page.found(), reading.next);
  }
}
