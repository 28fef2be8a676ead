package io.waybill.eventbridge.model;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;

/// One field of a cron expression that is a set of numbers: lists, ranges, steps and names.
///
/// @param isRound whether a range may run over the end of the field: `20-2` hours are those of a
///   night, `SAT-SUN` is a weekend
record CronField(int from, int to, List<String> names, boolean isRound) {
  static CronField rising(int from, int to) {
    return new CronField(from, to, List.of(), false);
  }

  static CronField round(int from, int to, List<String> names) {
    return new CronField(from, to, names, true);
  }

  /// The numbers that `text` admits, or empty where it is none of this field's.
  Optional<BitSet> parse(String text) {
    BitSet all = new BitSet();
    for (String part : text.split(",", -1)) {
      if (!add(part, all)) {
        return Optional.empty();
      }
    }
    return Optional.of(all);
  }

  private boolean add(String part, BitSet into) {
    int slash = part.indexOf('/');
    String range = slash < 0 ? part : part.substring(0, slash);
    int step = slash < 0 ? 1 : plain(part.substring(slash + 1));
    if (step < 1) {
      return false;
    }
    if (range.equals("*") || (range.isEmpty() && slash == 0)) {
      return fill(from, to, step, into);
    }
    int dash = range.indexOf('-');
    int first = number(dash < 0 ? range : range.substring(0, dash));
    int alone = slash < 0 ? first : to;
    int last = dash < 0 ? alone : number(range.substring(dash + 1));
    return first >= from
        && last >= from
        && (isRound || last >= first)
        && fill(first, last, step, into);
  }

  private boolean fill(int first, int last, int step, BitSet into) {
    int span = to - from + 1;
    int length = last >= first ? last - first : last + span - first;
    for (int i = 0; i <= length; i += step) {
      into.set(from + (first - from + i) % span);
    }
    return true;
  }

  /// The number that `text` writes or names; -1 where it is none of this field's.
  int number(String text) {
    int named = names.indexOf(text.toUpperCase(java.util.Locale.ROOT));
    int value = named >= 0 ? named + from : plain(text);
    return value >= from && value <= to ? value : -1;
  }

  private static int plain(String text) {
    boolean digits =
        !text.isEmpty() && text.length() < 5 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits ? Integer.parseInt(text) : -1;
  }
}
