package io.waybill.logs.state;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.Predicate;

/// Makes one sequence of a stream's runs, which overlap where calls brought events of the same
/// time. Takes the runs in the order of their first events, and holds no more of them than overlap.
final class RunMerge {
  private final Position from;
  private final Position to;
  private final Predicate<Position> visitor;
  private final PriorityQueue<Run> open = new PriorityQueue<>(Comparator.comparing(Run::at));
  private boolean wantsMore = true;

  /// @param visitor is told the places from `from` up to, not including, `to`, until it has had
  ///   enough
  RunMerge(Position from, Position to, Predicate<Position> visitor) {
    this.from = from;
    this.to = to;
    this.visitor = visitor;
  }

  /// Takes the next run. False when the visitor has had enough.
  boolean add(Run run) {
    tellBefore(run.at());
    if (run.lastMillis() >= from.millis()) {
      open.add(run);
    }
    return wantsMore;
  }

  /// There are no more runs.
  void end() {
    tellBefore(to);
  }

  private void tellBefore(Position limit) {
    while (wantsMore && !open.isEmpty() && open.peek().at().compareTo(limit) < 0) {
      Run run = open.remove();
      if (run.at().compareTo(from) >= 0) {
        wantsMore = visitor.test(run.at());
      }
      if (run.next()) {
        open.add(run);
      }
    }
  }
}
