package io.waybill.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Columns that line up: texts to the left, after them numbers to the right.
final class Table {
  private final int texts;
  private final List<String> titles;
  private final List<List<String>> rows = new ArrayList<>();

  /// @param texts how many of the columns, from the left, are texts
  Table(int texts, String... titles) {
    this.texts = texts;
    this.titles = List.of(titles);
  }

  void row(Object... cells) {
    rows.add(Arrays.stream(cells).map(Object::toString).toList());
  }

  List<String> lines() {
    int[] widths = new int[titles.size()];
    widen(widths, titles);
    rows.forEach(row -> widen(widths, row));
    List<String> lines = new ArrayList<>();
    lines.add(line(widths, titles));
    rows.forEach(row -> lines.add(line(widths, row)));
    return lines;
  }

  private static void widen(int[] widths, List<String> cells) {
    for (int i = 0; i < widths.length; i++) {
      widths[i] = Math.max(widths[i], cells.get(i).length());
    }
  }

  private String line(int[] widths, List<String> cells) {
    StringBuilder line = new StringBuilder();
    for (int i = 0; i < widths.length; i++) {
      String blanks = " ".repeat(widths[i] - cells.get(i).length());
      line.append(i == 0 ? "" : "  ");
      line.append(i < texts ? cells.get(i) + blanks : blanks + cells.get(i));
    }
    return line.toString().stripTrailing();
  }
}
