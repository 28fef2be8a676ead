package io.waybill.cloudwatch.decide;

import io.waybill.cloudwatch.model.Datum;
import io.waybill.cloudwatch.model.Refusals;
import io.waybill.cloudwatch.model.World;
import io.waybill.cloudwatch.state.Metrics;
import io.waybill.core.Stamp;
import io.waybill.engine.partition.Transaction;
import io.waybill.shapes.Unit;
import java.time.Duration;
import java.util.List;

/// Takes data of one namespace, all or none.
public record PutData(World world, List<Datum> data) implements InHome.Matter<Unit> {
  // AWS (PutMetricData): two weeks before now to two hours after.
  private static final long PAST_MILLIS = Duration.ofDays(14).toMillis();
  private static final long FUTURE_MILLIS = Duration.ofHours(2).toMillis();

  @Override
  public Unit decide(Metrics metrics, Transaction transaction, Stamp stamp) {
    data.forEach(datum -> requireInTime(datum, stamp.millis()));
    data.forEach(datum -> metrics.put(world, datum, transaction, stamp));
    return Unit.INSTANCE;
  }

  private static void requireInTime(Datum datum, long now) {
    long millis = datum.millis().orElse(now);
    if (millis < now - PAST_MILLIS) {
      throw Refusals.value(
          "The parameter "
              + datum.parameter()
              + ".Timestamp must specify a time no more than two weeks in the past.");
    }
    if (millis > now + FUTURE_MILLIS) {
      throw Refusals.value(
          "The parameter "
              + datum.parameter()
              + ".Timestamp must specify a time no more than two hours in the future.");
    }
  }
}
