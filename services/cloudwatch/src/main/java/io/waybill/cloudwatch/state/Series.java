package io.waybill.cloudwatch.state;

import io.waybill.cloudwatch.model.Spread;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The stretches of a series that have data, in order of time.
public final class Series {
  /// A stretch in one unit.
  ///
  /// @param second its first second
  public record Stretch(long second, String unit, Spread spread) {}

  private static final int UNITS = 256;

  private record Place(long second, int unit) implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      int byTime = Long.compare(second, other.second);
      // AWS (GetMetricStatistics, recorded): None, Count, Seconds.
      return byTime != 0 ? byTime : Integer.compare(rank(), other.rank());
    }

    private int rank() {
      return -Math.floorMod(unit - 1, UNITS);
    }
  }

  private final Map<Place, Spread> stretches = new TreeMap<>();

  void add(long second, int unit, Spread spread) {
    stretches.merge(new Place(second, unit), spread, Spread::plus);
  }

  boolean isEmpty() {
    return stretches.isEmpty();
  }

  public List<Stretch> stretches() {
    return stretches.entrySet().stream()
        .map(each ->
            new Stretch(
                each.getKey().second(),
                io.waybill.cloudwatch.model.Units.numbered(each.getKey().unit()),
                each.getValue()))
        .toList();
  }
}
