package io.waybill.engine.functions;

import java.util.List;

/// Takes the lines that environments log. Bounded, and never blocks: where lines come faster than
/// they can be stored some are dropped, and a line says how many.
@FunctionalInterface
public interface FunctionLogs {
  /// One line.
  ///
  /// @param millis when it was logged, in milliseconds since 1970
  record Line(long millis, String text) {}

  /// The next lines of one environment, in order.
  void lines(Deployment deployment, String stream, List<Line> lines);
}
