package io.waybill.cloudwatch.operations;

import io.waybill.cloudwatch.alarm.AlarmHomes;
import io.waybill.cloudwatch.alarm.SeriesReader;
import io.waybill.cloudwatch.decide.ReadSeries;
import io.waybill.cloudwatch.model.World;
import io.waybill.cloudwatch.state.Points;
import io.waybill.cloudwatch.state.Wanted;
import io.waybill.core.Arn;
import io.waybill.engine.gateway.Answer;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.shapes.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads series, and knows where alarms live, through an engine that is not built yet: the program
/// whose alarms need it comes before the engine that runs it.
public final class LateSeries implements SeriesReader, AlarmHomes {
  private static final Logger log = LoggerFactory.getLogger(LateSeries.class);

  private final AtomicReference<@Nullable Access> access = new AtomicReference<>();

  /// The engine is there.
  public void open(Access built) {
    access.set(built);
  }

  @Override
  public Optional<PartitionNumber> of(Arn alarm) {
    return Optional.ofNullable(access.get()).map(built -> built.home(alarm));
  }

  @Override
  public void read(
      World world, String namespace, List<Wanted> wanted, Consumer<List<Points>> then) {
    Access built = access.get();
    if (built == null) {
      return; // before the server serves; the next look is a minute away
    }
    built.inHome(
        world,
        namespace,
        new ReadSeries(wanted, Integer.MAX_VALUE),
        new Answer<List<Points>>() {
          @Override
          public void succeed(List<Points> output) {
            then.accept(output);
          }

          @Override
          public void refuse(Refusal refusal) {
            log.warn("what alarms watch was not read: {}", refusal.text());
          }

          @Override
          public void fail(Throwable cause) {
            log.warn("what alarms watch was not read: {}", cause.toString());
          }
        });
  }
}
