package io.waybill.logs.pattern;

import io.waybill.logs.pattern.ColumnsPattern.Column;
import java.util.ArrayList;
import java.util.List;

/// Reads a pattern of columns.
final class ColumnsReader {
  private static final String ENDS = "=!<>&|,]";

  private final Scanner in;
  private final List<Column> before = new ArrayList<>();
  private final List<Column> after = new ArrayList<>();
  private int expressions;

  ColumnsReader(String text) {
    this.in = new Scanner(text);
  }

  ColumnsPattern read() {
    in.require("[");
    if (!in.take("]")) {
      boolean behind = false;
      do {
        if (!in.take("...")) {
          (behind ? after : before).add(column());
        } else if (behind) {
          throw new Malformed();
        } else {
          behind = true;
        }
      } while (in.take(","));
      in.require("]");
    }
    if (!in.isAtEnd()) {
      throw new Malformed();
    }
    return new ColumnsPattern(before, after, expressions);
  }

  /// AWS: the name may come again with each comparison, `w1 = 404 || w1 = 410`.
  private Column column() {
    String name = in.word(ENDS);
    List<List<Comparison>> any = new ArrayList<>();
    if (in.peek() == ',' || in.peek() == ']') {
      return new Column(name, any);
    }
    List<Comparison> all = new ArrayList<>();
    all.add(comparison());
    while (in.peek() != ',' && in.peek() != ']') {
      if (in.take("||")) {
        any.add(List.copyOf(all));
        all.clear();
      } else {
        in.require("&&");
      }
      String again = in.word(ENDS);
      if (!again.isEmpty() && !again.equals(name)) {
        throw new Malformed();
      }
      all.add(comparison());
    }
    any.add(List.copyOf(all));
    return new Column(name, any);
  }

  private Comparison comparison() {
    Comparison comparison = Comparison.read(in, "&|,]");
    expressions += comparison.expression().isPresent() ? 1 : 0;
    return comparison;
  }
}
