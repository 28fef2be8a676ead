package io.waybill.sqs.state;

import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Entries in the order of their arrival, taken from the front only: numbered keys behind a cursor.
///
/// Reading never seeks over what was taken before, because the cursor only moves forward. A few
/// entries ahead of the cursor are kept in memory: what arrives at an empty lane is never read back
/// from the store.
public final class Lane {
  public record Entry(long number, byte[] value) {}

  private static final int AHEAD_MAX = 64;

  private final QueueKeys keys;
  private final char kind;
  private final Budget budget;
  private final ArrayDeque<Entry> ahead = new ArrayDeque<>(1);

  /// No entry below this number is left.
  private long front;

  /// Every entry below this number is in `ahead`, or taken.
  private long aheadUpTo;

  /// The number that the next entry gets.
  private long end;

  Lane(QueueKeys keys, char kind, Budget budget, long front, long end) {
    this.keys = keys;
    this.kind = kind;
    this.budget = budget;
    this.front = front;
    this.aheadUpTo = front;
    this.end = end;
  }

  public long front() {
    return front;
  }

  public long end() {
    return end;
  }

  /// Whether there may be entries; a gap at the end can hide that there are none.
  public boolean mayHaveMore() {
    return front < end;
  }

  /// Puts `value` at the end and answers its number.
  public long append(byte[] value, Transaction transaction) {
    long number = end;
    appendAt(number, value, transaction);
    return number;
  }

  /// Puts `value` at the end under `number`, which is not below that of any entry before.
  public void appendAt(long number, byte[] value, Transaction transaction) {
    transaction.put(keys.numbered(kind, number), value);
    if (front == end) {
      front = number;
    }
    boolean allAhead = aheadUpTo == end;
    if (allAhead && ahead.size() < AHEAD_MAX && budget.take(value.length)) {
      ahead.add(new Entry(number, value));
      aheadUpTo = number + 1;
    }
    end = number + 1;
  }

  /// The first entry, or null when there is none.
  public @Nullable Entry peek(View view) {
    Entry first = ahead.peek();
    if (first == null && aheadUpTo < end) {
      fill(view);
      first = ahead.peek();
    }
    if (first == null) {
      front = end;
      aheadUpTo = end;
    } else {
      front = first.number;
    }
    return first;
  }

  /// Moves the cursor behind the first entry, which [#peek] has just answered. The caller deletes
  /// its key when it is no longer needed.
  public void skip() {
    Entry first = ahead.remove();
    budget.give(first.value.length);
    front = first.number + 1;
    aheadUpTo = Math.max(aheadUpTo, front);
  }

  /// Removes the entry `number`, wherever it stands.
  public void remove(long number, Transaction transaction) {
    transaction.delete(key(number));
    ahead.removeIf(entry -> {
      boolean found = entry.number == number;
      if (found) {
        budget.give(entry.value.length);
      }
      return found;
    });
  }

  public byte[] key(long number) {
    return keys.numbered(kind, number);
  }

  /// Removes all entries, at a cost that does not depend on how many there are.
  public void clear(Transaction transaction) {
    transaction.deleteRange(key(front), key(end));
    release();
    front = end;
    aheadUpTo = end;
  }

  /// Gives back the memory that entries ahead take.
  public void release() {
    ahead.forEach(entry -> budget.give(entry.value.length));
    ahead.clear();
    aheadUpTo = front;
  }

  /// What is wrong between the entries in memory and those stored, if anything is.
  Optional<String> problem(View view) {
    List<Entry> stored = new ArrayList<>();
    view.scan(
        keys.first(kind),
        keys.end(kind),
        (key, value) -> {
          long number = QueueKeys.number(key);
          if (number >= front && number < aheadUpTo) {
            stored.add(new Entry(number, value));
          }
          return true;
        });
    boolean same = stored.size() == ahead.size();
    int at = 0;
    for (Entry entry : ahead) {
      same &=
          at < stored.size()
              && stored.get(at).number == entry.number
              && Arrays.equals(stored.get(at).value, entry.value);
      at++;
    }
    return same && front <= end
        ? Optional.empty()
        : Optional.of("lane " + kind + " has other entries in memory than in the store");
  }

  private void fill(View view) {
    long from = aheadUpTo;
    aheadUpTo = end;
    int[] bytes = {0};
    view.scan(
        key(from),
        key(end),
        (key, value) -> {
          long number = QueueKeys.number(key);
          boolean full =
              !ahead.isEmpty()
                  && (ahead.size() >= AHEAD_MAX
                      || bytes[0] >= Budget.LANE_BYTES
                      || !budget.take(value.length));
          if (full) {
            aheadUpTo = number;
            return false;
          }
          if (ahead.isEmpty()) {
            budget.force(value.length);
          }
          ahead.add(new Entry(number, value));
          bytes[0] += value.length;
          return true;
        });
  }
}
