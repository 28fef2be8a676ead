package io.waybill.eventbridge.model;

import io.waybill.shapes.json.JsonValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A path into an event, in the part of JSONPath that EventBridge knows: names behind dots or in
/// brackets, indices, and `*`.
///
/// AWS (input transformation): other syntax is not supported. A JSONPath library was rejected: it
/// knows filters, scripts and descents into all levels, which AWS refuses, and whose cost a caller
/// could choose.
public final class JsonPath {
  private sealed interface Step {
    record Name(String name) implements Step {}

    record Index(int index) implements Step {}

    record Every() implements Step {}
  }

  private final List<Step> steps;

  private JsonPath(List<Step> steps) {
    this.steps = steps;
  }

  /// The path in `text`, or empty where it is none.
  public static Optional<JsonPath> parse(String text) {
    if (!text.startsWith("$")) {
      return Optional.empty();
    }
    List<Step> steps = new ArrayList<>();
    int at = 1;
    while (at < text.length()) {
      int end = text.charAt(at) == '[' ? text.indexOf(']', at) + 1 : endOfName(text, at);
      if (end <= at || !add(steps, text.substring(at, end))) {
        return Optional.empty();
      }
      at = end;
    }
    return Optional.of(new JsonPath(List.copyOf(steps)));
  }

  private static int endOfName(String text, int dot) {
    int end = dot + 1;
    while (end < text.length() && text.charAt(end) != '.' && text.charAt(end) != '[') {
      end++;
    }
    return end;
  }

  private static boolean add(List<Step> steps, String part) {
    if (part.charAt(0) == '.') {
      return addName(steps, part.substring(1));
    }
    if (part.charAt(0) != '[') {
      return false;
    }
    String inside = part.substring(1, part.length() - 1).strip();
    if (inside.length() >= 2
        && (inside.charAt(0) == '\'' || inside.charAt(0) == '"')
        && inside.charAt(0) == inside.charAt(inside.length() - 1)) {
      steps.add(new Step.Name(inside.substring(1, inside.length() - 1)));
      return true;
    }
    return inside.equals("*") ? steps.add(new Step.Every()) : addIndex(steps, inside);
  }

  private static boolean addName(List<Step> steps, String name) {
    boolean isPlain =
        !name.isEmpty() && name.chars().allMatch(c -> c > ' ' && "()?@,'\"]".indexOf(c) < 0);
    return isPlain && steps.add(name.equals("*") ? new Step.Every() : new Step.Name(name));
  }

  private static boolean addIndex(List<Step> steps, String digits) {
    boolean isNumber =
        !digits.isEmpty()
            && digits.length() < 7
            && digits.chars().allMatch(c -> c >= '0' && c <= '9');
    return isNumber && steps.add(new Step.Index(Integer.parseInt(digits)));
  }

  /// What stands there in `event`; a list of all that does where the path has a `*`.
  public Optional<JsonValue> find(JsonValue event) {
    List<JsonValue> here = List.of(event);
    boolean many = false;
    for (Step step : steps) {
      many |= step instanceof Step.Every;
      List<JsonValue> next = new ArrayList<>();
      here.forEach(value -> follow(value, step, next));
      here = next;
    }
    if (many) {
      return here.isEmpty() ? Optional.empty() : Optional.of(new JsonValue.Arr(here));
    }
    return here.stream().findFirst();
  }

  private static void follow(JsonValue value, Step step, List<JsonValue> into) {
    switch (step) {
      case Step.Name(String name) -> {
        if (value instanceof JsonValue.Obj object) {
          object.get(name).ifPresent(into::add);
        }
      }
      case Step.Index(int index) -> {
        if (value instanceof JsonValue.Arr(List<JsonValue> items) && index < items.size()) {
          into.add(items.get(index));
        }
      }
      case Step.Every() -> {
        switch (value) {
          case JsonValue.Arr(List<JsonValue> items) -> into.addAll(items);
          case JsonValue.Obj object -> into.addAll(object.members().values());
          case JsonValue.Text _, JsonValue.Num _, JsonValue.Bool _, JsonValue.Null _ -> {}
        }
      }
    }
  }
}
