package io.waybill.conformance.stories;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// Compares an answer with what is expected of it, and keeps what the expectation gives a name.
///
/// An expectation is JSON. `"*"` stands for any value; `"?name"` for any value when it comes first,
/// and for that value from then on; a member `"..."` says that there may be more members. All else
/// is compared to the letter. XML knows no types: a text that reads like the number is that number.
final class Likeness {
  private static final String ANY = "*";
  private static final String MORE = "...";

  private final Map<String, Object> names;

  Likeness(Map<String, Object> names) {
    this.names = names;
  }

  /// What is different first; empty where nothing is.
  Optional<String> difference(String at, Object expected, Object got) {
    return switch (expected) {
      case Map<?, ?> members -> members(at, members, got);
      case List<?> values -> values(at, values, got);
      case String text when text.equals(ANY) -> Optional.empty();
      case String text when text.startsWith("?") -> named(at, text.substring(1), got);
      default -> same(expected, got) ? Optional.empty() : different(at, expected, got);
    };
  }

  private static Optional<String> different(String at, Object expected, Object got) {
    return Optional.of("%s: expected %s, got %s".formatted(at, expected, got));
  }

  private Optional<String> named(String at, String name, Object got) {
    Object first = names.putIfAbsent(name, got);
    return first == null || first.equals(got) ? Optional.empty() : different(at, first, got);
  }

  private Optional<String> members(String at, Map<?, ?> expected, Object got) {
    if (expected.isEmpty() && "".equals(got)) {
      return Optional.empty();
    }
    if (!(got instanceof Map<?, ?> all)) {
      return different(at, expected, got);
    }
    TreeSet<Object> missing = new TreeSet<>(expected.keySet());
    missing.remove(MORE);
    missing.removeAll(all.keySet());
    TreeSet<Object> unexpected = new TreeSet<>(all.keySet());
    unexpected.removeAll(expected.keySet());
    if (!missing.isEmpty() || !(unexpected.isEmpty() || expected.containsKey(MORE))) {
      return Optional.of(
          "%s: without %s, but with %s, of %s".formatted(at, missing, unexpected, all));
    }
    return expected.entrySet().stream()
        .filter(each -> !each.getKey().equals(MORE))
        .map(each ->
            difference(
                at + "." + each.getKey(),
                each.getValue(),
                Objects.requireNonNullElse(all.get(each.getKey()), "null")))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private Optional<String> values(String at, List<?> expected, Object got) {
    if (expected.isEmpty() && "".equals(got)) {
      return Optional.empty();
    }
    if (!(got instanceof List<?> all) || all.size() != expected.size()) {
      return different(at, expected, got);
    }
    for (int i = 0; i < expected.size(); i++) {
      Optional<String> different = difference(at + "[" + i + "]", expected.get(i), all.get(i));
      if (different.isPresent()) {
        return different;
      }
    }
    return Optional.empty();
  }

  private static boolean same(Object expected, Object got) {
    if (expected instanceof Number number && got instanceof Number other) {
      return number.doubleValue() == other.doubleValue();
    }
    if (expected instanceof Number number && got instanceof String text) {
      return text.matches("-?[0-9.]+(E-?[0-9]+)?")
          && number.doubleValue() == Double.parseDouble(text);
    }
    if (expected instanceof Boolean flag && got instanceof String text) {
      return flag.toString().equals(text);
    }
    return Objects.equals(expected, got);
  }
}
