package io.waybill.cloudwatch.operations;

import io.waybill.engine.gateway.Answer;
import io.waybill.shapes.Refusal;
import java.util.ArrayList;
import java.util.List;

/// Puts the answers of several partitions together: the first refusal or failure is the answer,
/// else all of them.
///
/// @param <P> what the partitions answer lists of
final class Gathered<P> {
  private final Answer<List<P>> whole;
  private final List<P> parts = new ArrayList<>();
  private int missing;
  private boolean isTold;

  Gathered(int count, Answer<List<P>> whole) {
    this.missing = count;
    this.whole = whole;
  }

  /// Where one partition's answer goes.
  Answer<List<P>> part() {
    return new Answer<>() {
      @Override
      public void succeed(List<P> output) {
        if (arrived(output)) {
          whole.succeed(parts);
        }
      }

      @Override
      public void refuse(Refusal refusal) {
        if (isFirst()) {
          whole.refuse(refusal);
        }
      }

      @Override
      public void fail(Throwable cause) {
        if (isFirst()) {
          whole.fail(cause);
        }
      }
    };
  }

  /// Answers whether it was the last.
  private synchronized boolean arrived(List<P> output) {
    parts.addAll(output);
    missing--;
    return missing == 0 && !isTold;
  }

  private synchronized boolean isFirst() {
    boolean first = !isTold;
    isTold = true;
    return first;
  }
}
