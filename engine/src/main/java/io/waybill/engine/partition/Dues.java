package io.waybill.engine.partition;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeSet;

/// When each of a partition's numbered things is to be looked at next. In memory only: it is made
/// anew from what the things say of themselves.
public final class Dues {
  private record Due(long millis, int number) implements Comparable<Due> {
    @Override
    public int compareTo(Due other) {
      int byTime = Long.compare(millis, other.millis);
      return byTime != 0 ? byTime : Integer.compare(number, other.number);
    }
  }

  private final TreeSet<Due> byTime = new TreeSet<>();
  private final Map<Integer, Due> byNumber = new HashMap<>();

  /// `number` is due at `millis`, unless it is known to be earlier; never for Long.MAX_VALUE.
  public void add(int number, long millis) {
    Due known = byNumber.get(number);
    if (millis == Long.MAX_VALUE || (known != null && known.millis <= millis)) {
      return;
    }
    if (known != null) {
      byTime.remove(known);
    }
    Due due = new Due(millis, number);
    byNumber.put(number, due);
    byTime.add(due);
  }

  public void remove(int number) {
    Due due = byNumber.remove(number);
    if (due != null) {
      byTime.remove(due);
    }
  }

  /// When the next is due; Long.MAX_VALUE for none.
  public long next() {
    return byTime.isEmpty() ? Long.MAX_VALUE : byTime.first().millis;
  }

  /// Takes out the first, if it is due.
  public OptionalInt take(long nowMillis) {
    if (byTime.isEmpty() || next() > nowMillis) {
      return OptionalInt.empty();
    }
    int number = byTime.removeFirst().number;
    byNumber.remove(number);
    return OptionalInt.of(number);
  }
}
