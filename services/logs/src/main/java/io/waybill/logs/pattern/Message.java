package io.waybill.logs.pattern;

import io.waybill.shapes.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A message as patterns look at it: as text, as JSON, as columns, each made once and only when
/// asked for. For one thread.
public final class Message {
  private final String text;
  private Optional<JsonValue.Obj> json = Optional.empty();
  private boolean isParsed;
  private @Nullable List<String> columns;

  public Message(String text) {
    this.text = text;
  }

  /// The message itself.
  public String text() {
    return text;
  }

  /// The object that the message is, if it is one.
  Optional<JsonValue.Obj> json() {
    if (!isParsed) {
      isParsed = true;
      boolean may = text.strip().startsWith("{");
      json = may ? JsonValue.parseObject(text) : Optional.empty();
    }
    return json;
  }

  /// The words between blanks. AWS: what stands in quotes or brackets is one word, without them.
  List<String> columns() {
    List<String> known = columns;
    if (known == null) {
      columns = known = split(text);
    }
    return known;
  }

  private static List<String> split(String text) {
    List<String> words = new ArrayList<>();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (Character.isWhitespace(c)) {
        at++;
        continue;
      }
      int close = c == '"' ? text.indexOf('"', at + 1) : c == '[' ? text.indexOf(']', at + 1) : -1;
      if (close >= 0 && (close + 1 == text.length() || blank(text, close + 1))) {
        words.add(text.substring(at + 1, close));
        at = close + 1;
      } else {
        int end = at;
        while (end < text.length() && !blank(text, end)) {
          end++;
        }
        words.add(text.substring(at, end));
        at = end;
      }
    }
    return List.copyOf(words);
  }

  private static boolean blank(String text, int at) {
    return Character.isWhitespace(text.charAt(at));
  }
}
