package io.waybill.logs.decide;

import io.waybill.logs.state.LogEvent;
import io.waybill.logs.state.LogGroup;
import io.waybill.logs.state.LogStream;
import io.waybill.logs.state.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Reads the events of some streams forward, at a cost that the other streams of the group have no
/// part in.
///
/// @param choice which streams
/// @param most how many events a page has at most
public record ReadStreams(
    Position from, Position to, Choice choice, Predicate<LogEvent> wanted, int most)
    implements OnGroup.Decision<ReadPage.Page> {
  /// More streams than these are read with the whole group.
  private static final int STREAMS_MAX = 100;

  /// Chooses streams of a group; refuses where one that is named is not there.
  @FunctionalInterface
  public interface Choice {
    List<LogStream> of(LogGroup group);
  }

  private record Place(Position position, String stream) {}

  @Override
  public ReadPage.Page decide(LogGroup group, OnGroup.Step step) {
    List<LogStream> streams =
        choice.of(group).stream().filter(each -> each.lastMillis() >= from.millis()).toList();
    if (streams.size() > STREAMS_MAX) {
      List<Integer> numbers = streams.stream().map(LogStream::number).sorted().toList();
      return new ReadPage(
              from, to, (event, _) -> isOneOf(numbers, event) && wanted.test(event), most)
          .decide(group, step);
    }
    List<Place> places = new ArrayList<>();
    Optional<Position> horizon = places(group, streams, step, places);
    return page(group, step, places, horizon);
  }

  private static boolean isOneOf(List<Integer> numbers, LogEvent event) {
    return java.util.Collections.binarySearch(numbers, event.stream()) >= 0;
  }

  /// Collects the places that a page can look at; answers where those begin that it can't.
  private Optional<Position> places(
      LogGroup group, List<LogStream> streams, OnGroup.Step step, List<Place> places) {
    int share = ReadPage.LOOKED_MAX / Math.max(1, streams.size());
    Position start = group.kept(from, step.now());
    Optional<Position> horizon = Optional.empty();
    for (LogStream stream : streams) {
      List<Position> its = group.places().first(stream, start, to, share + 1, step.transaction());
      its.forEach(at -> places.add(new Place(at, stream.name())));
      if (its.size() > share) {
        Position last = its.getLast();
        horizon = Optional.of(horizon.filter(at -> at.compareTo(last) < 0).orElse(last));
      }
    }
    places.sort(java.util.Comparator.comparing(Place::position));
    return horizon;
  }

  private ReadPage.Page page(
      LogGroup group, OnGroup.Step step, List<Place> places, Optional<Position> horizon) {
    PageOfEvents page = new PageOfEvents(most);
    for (Place place : places) {
      boolean beyond = horizon.filter(at -> place.position.compareTo(at) >= 0).isPresent();
      if (beyond || page.isFull()) {
        return new ReadPage.Page(page.found(), Optional.of(place.position));
      }
      Optional<LogEvent> event = group.at(place.position, step.transaction());
      event.ifPresent(page::looks);
      if (event.filter(wanted).isPresent() && !page.take(event.get(), place.stream)) {
        return new ReadPage.Page(page.found(), Optional.of(place.position));
      }
    }
    return new ReadPage.Page(page.found(), Optional.empty());
  }
}
