package io.waybill.shapes;

import org.jspecify.annotations.Nullable;

/// Short texts that were found good lately: names come again and again, and to know one again costs
/// less than a pattern does.
///
/// Each text has one slot, which the last that fell in it holds: so it is bounded, and two threads
/// that write at once cost no more than one text's memory. Safe for many threads, without a lock.
final class FamiliarTexts {
  private static final int SLOTS = 64;
  private static final int LENGTH_MAX = 128;

  /// Made with the first text: most constraints of a model never see one.
  private @Nullable String @Nullable [] slots;

  boolean has(String text) {
    @Nullable String[] all = slots;
    return all != null && text.length() <= LENGTH_MAX && text.equals(all[slot(text)]);
  }

  void add(String text) {
    if (text.length() > LENGTH_MAX) {
      return;
    }
    @Nullable String[] all = slots;
    if (all == null) {
      all = new @Nullable String[SLOTS];
      slots = all;
    }
    all[slot(text)] = text;
  }

  private static int slot(String text) {
    int hash = text.hashCode();
    return (hash ^ (hash >>> 16)) & (SLOTS - 1);
  }
}
