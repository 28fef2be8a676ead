package io.waybill.logs.pattern;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A filter pattern of columns: `[ip, user, status = 4*, ..., size > 1000]`. A message has as many
/// words at least as the pattern has columns; what is behind them, or at `...`, is numbered.
///
/// @param before the columns counted from the left
/// @param after the columns behind `...`, counted from the right
record ColumnsPattern(List<Column> before, List<Column> after, int expressions)
    implements FilterPattern {
  ColumnsPattern {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /// A column and what its word must be: one of `any`, each of which is all of some comparisons.
  ///
  /// @param name empty where it has none, which makes it a number
  record Column(String name, List<List<Comparison>> any) {
    Column {
      any = List.copyOf(any);
    }

    boolean wants(String word) {
      return any.isEmpty()
          || any.stream().anyMatch(all -> all.stream().allMatch(each -> each.holds(word)));
    }
  }

  @Override
  public boolean matches(Message message) {
    List<String> words = message.columns();
    if (words.size() < before.size() + after.size()) {
      return false;
    }
    return wants(before, words) && wants(after, words.subList(firstAfter(words), words.size()));
  }

  private int firstAfter(List<String> words) {
    return words.size() - after.size();
  }

  private static boolean wants(List<Column> columns, List<String> words) {
    for (int i = 0; i < columns.size(); i++) {
      if (!columns.get(i).wants(words.get(i))) {
        return false;
      }
    }
    return true;
  }

  @Override
  public Map<String, String> values(Message message) {
    List<String> words = message.columns();
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 0; i < words.size(); i++) {
      values.put("$" + name(i, firstAfter(words)), words.get(i));
    }
    return values;
  }

  private String name(int word, int firstAfter) {
    String name =
        word < before.size()
            ? before.get(word).name
            : word >= firstAfter ? after.get(word - firstAfter).name : "";
    return name.isEmpty() ? String.valueOf(word + 1) : name;
  }

  @Override
  public Optional<String> value(String selector, Message message) {
    return Optional.ofNullable(values(message).get(selector));
  }
}
