package io.waybill.cloudwatch.decide;

import io.waybill.cloudwatch.model.Statistic;
import io.waybill.cloudwatch.state.Metrics;
import io.waybill.cloudwatch.state.Series;
import io.waybill.cloudwatch.state.SeriesRequest;
import io.waybill.core.Stamp;
import io.waybill.engine.partition.Transaction;
import java.util.ArrayList;
import java.util.List;

/// Computes one statistic of each of some series, in their order, until there are `most` points.
public record ReadSeries(List<Wanted> wanted, int most)
    implements InHome.Matter<List<ReadSeries.Points>> {
  /// A series to read.
  ///
  /// @param number the caller's own, which the points carry
  public record Wanted(int number, SeriesRequest request, Statistic statistic) {}

  /// The points of one series, the oldest first.
  public record Points(int number, List<Point> points) {}

  /// The statistic of one stretch.
  public record Point(long second, double value) {}

  @Override
  public List<Points> decide(Metrics metrics, Transaction transaction, Stamp stamp) {
    List<Points> all = new ArrayList<>();
    int count = 0;
    for (Wanted each : wanted) {
      if (count > most) {
        break;
      }
      List<Point> points = points(each, metrics.read(each.request(), transaction, stamp.millis()));
      all.add(new Points(each.number(), points));
      count += points.size();
    }
    return all;
  }

  private static List<Point> points(Wanted wanted, Series series) {
    List<Point> points = new ArrayList<>();
    for (Series.Stretch each : series.stretches()) {
      wanted
          .statistic()
          .of(each.spread())
          .ifPresent(value -> points.add(new Point(each.second(), value)));
    }
    return points;
  }
}
