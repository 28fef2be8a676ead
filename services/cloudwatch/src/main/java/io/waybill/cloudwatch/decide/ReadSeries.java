package io.waybill.cloudwatch.decide;

import io.waybill.cloudwatch.state.Metrics;
import io.waybill.cloudwatch.state.Points;
import io.waybill.cloudwatch.state.Series;
import io.waybill.cloudwatch.state.Wanted;
import io.waybill.core.Stamp;
import io.waybill.engine.partition.Transaction;
import java.util.ArrayList;
import java.util.List;

/// Computes one statistic of each of some series, in their order, until there are `most` points.
public record ReadSeries(List<Wanted> wanted, int most) implements InHome.Matter<List<Points>> {
  @Override
  public List<Points> decide(Metrics metrics, Transaction transaction, Stamp stamp) {
    List<Points> all = new ArrayList<>();
    int count = 0;
    for (Wanted each : wanted) {
      if (count > most) {
        break;
      }
      List<Points.Point> points =
          points(each, metrics.read(each.request(), transaction, stamp.millis()));
      all.add(new Points(each.number(), points));
      count += points.size();
    }
    return all;
  }

  private static List<Points.Point> points(Wanted wanted, Series series) {
    List<Points.Point> points = new ArrayList<>();
    for (Series.Stretch each : series.stretches()) {
      wanted
          .statistic()
          .of(each.spread())
          .ifPresent(value -> points.add(new Points.Point(each.second(), value)));
    }
    return points;
  }
}
