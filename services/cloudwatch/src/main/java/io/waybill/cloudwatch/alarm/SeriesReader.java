package io.waybill.cloudwatch.alarm;

import io.waybill.cloudwatch.model.World;
import io.waybill.cloudwatch.state.Points;
import io.waybill.cloudwatch.state.Wanted;
import java.util.List;
import java.util.function.Consumer;

/// Reads series where their metrics live, which is in another partition than the alarms that watch
/// them.
@FunctionalInterface
public interface SeriesReader {
  /// Reads all of `wanted`, which are of one namespace; `then` hears of it from any thread, or not
  /// at all where it can't be done.
  void read(World world, String namespace, List<Wanted> wanted, Consumer<List<Points>> then);
}
