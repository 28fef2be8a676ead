package io.waybill.server.config;

import java.util.Optional;

/// Finds the name that somebody who mistyped meant.
final class Nearest {
  private Nearest() {}

  /// The name of `names` that the fewest edits turn `name` into, or empty where all are far off.
  static Optional<String> of(String name, Iterable<String> names) {
    String nearest = "";
    int fewest = Math.max(2, name.length() / 3) + 1;
    for (String candidate : names) {
      int edits = edits(name, candidate);
      if (edits < fewest) {
        fewest = edits;
        nearest = candidate;
      }
    }
    return nearest.isEmpty() ? Optional.empty() : Optional.of(nearest);
  }

  /// The Levenshtein distance of two short texts.
  private static int edits(String a, String b) {
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
