package io.waybill.logs.state;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/// The streams of one group, in memory, in both orders in which they are listed: a page costs what
/// is on it, wherever it begins.
public final class LogStreams {
  /// Where a stream stands by the time of its last event; 0 for none.
  public record Last(long millis, String name) implements Comparable<Last> {
    private static final Comparator<Last> ORDER =
        Comparator.comparingLong(Last::millis).thenComparing(Last::name);

    public static Last of(LogStream stream) {
      return new Last(stream.lastMillis(), stream.name());
    }

    @Override
    public int compareTo(Last other) {
      return ORDER.compare(this, other);
    }
  }

  private final NavigableMap<String, LogStream> byName = new TreeMap<>();
  private final NavigableSet<Last> byTime = new TreeSet<>();
  private final Map<Integer, String> names = new HashMap<>();

  /// Takes in a stream, new or with other figures.
  void put(LogStream stream) {
    LogStream before = byName.put(stream.name(), stream);
    if (before == null) {
      names.put(stream.number(), stream.name());
    } else if (before.lastMillis() == stream.lastMillis()) {
      return;
    } else {
      byTime.remove(Last.of(before));
    }
    byTime.add(Last.of(stream));
  }

  void remove(LogStream stream) {
    byName.remove(stream.name());
    names.remove(stream.number());
    byTime.remove(Last.of(stream));
  }

  Optional<LogStream> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /// The name of a stream that is still there.
  Optional<String> name(int number) {
    return Optional.ofNullable(names.get(number));
  }

  /// The streams whose names begin with `prefix`, by name.
  List<LogStream> named(String prefix) {
    return byName(prefix, Optional.empty(), false, Integer.MAX_VALUE);
  }

  /// The first `most` whose names begin with `prefix`, by name.
  ///
  /// @param after the last one of the page before, which may be gone
  public List<LogStream> byName(
      String prefix, Optional<String> after, boolean descending, int most) {
    NavigableMap<String, LogStream> rest =
        descending ? before(prefix, after).descendingMap() : behind(prefix, after);
    return rest.values().stream()
        .takeWhile(each -> each.name().startsWith(prefix))
        .limit(most)
        .toList();
  }

  private NavigableMap<String, LogStream> behind(String prefix, Optional<String> after) {
    return after
        .filter(last -> last.compareTo(prefix) >= 0)
        .map(last -> byName.tailMap(last, false))
        .orElseGet(() -> byName.tailMap(prefix, true));
  }

  private NavigableMap<String, LogStream> before(String prefix, Optional<String> after) {
    Optional<String> end = end(prefix);
    return after
        .filter(last -> end.filter(its -> its.compareTo(last) <= 0).isEmpty())
        .or(() -> end)
        .<NavigableMap<String, LogStream>>map(its -> byName.headMap(its, false))
        .orElse(byName);
  }

  /// What is behind all that begins with `prefix`; empty where nothing is.
  private static Optional<String> end(String prefix) {
    int length = prefix.length();
    while (length > 0 && prefix.charAt(length - 1) == Character.MAX_VALUE) {
      length--;
    }
    return length == 0
        ? Optional.empty()
        : Optional.of(prefix.substring(0, length - 1) + (char) (prefix.charAt(length - 1) + 1));
  }

  /// The first `most` by the time of their last event, those of one time by name.
  ///
  /// @param after where the last one of the page before stood
  public List<LogStream> byTime(Optional<Last> after, boolean descending, int most) {
    NavigableSet<Last> all = descending ? byTime.descendingSet() : byTime;
    NavigableSet<Last> rest = after.map(last -> all.tailSet(last, false)).orElse(all);
    return rest.stream().limit(most).flatMap(each -> find(each.name).stream()).toList();
  }
}
