package io.waybill.logs.decide;

import io.waybill.logs.state.LogEvent;
import io.waybill.logs.state.LogGroup;
import io.waybill.logs.state.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/// Reads a group's events forward.
///
/// @param wanted of an event and the name of its stream
/// @param most how many events a page has at most
public record ReadPage(Position from, Position to, BiPredicate<LogEvent, String> wanted, int most)
    implements OnGroup.Decision<ReadPage.Page> {
  /// One page looks at so many events at most, however few of them are wanted.
  private static final int LOOKED_MAX = 20_000;

  // AWS (GetLogEvents, FilterLogEvents): 1 MB a page.
  private static final int BYTES_MAX = 1 << 20;

  /// An event with the name of its stream.
  public record Found(LogEvent event, String stream) {}

  /// The events found, the oldest first.
  ///
  /// @param next where to go on; empty at the end
  public record Page(List<Found> found, Optional<Position> next) {}

  @Override
  public Page decide(LogGroup group, OnGroup.Step step) {
    Position kept = Position.at(group.definition().keptFrom(step.now()));
    Position start = from.compareTo(kept) < 0 ? kept : from;
    List<Found> found = new ArrayList<>();
    long[] looked = {0, 0};
    List<Position> next = new ArrayList<>(1);
    group.read(
        start,
        to,
        step.transaction(),
        event -> {
          if (found.size() == most || looked[0] == LOOKED_MAX || looked[1] > BYTES_MAX) {
            next.add(event.position());
            return false;
          }
          looked[0]++;
          group
              .streamName(event.stream())
              .filter(name -> wanted.test(event, name))
              .ifPresent(name -> {
                found.add(new Found(event, name));
                looked[1] += event.message().length();
              });
          return true;
        });
    return new Page(found, next.stream().findFirst());
  }
}
