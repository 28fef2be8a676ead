package io.waybill.shapes;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a model demands of a value beyond its type, and AWS's words for a value that breaks it.
///
/// Built once, by generated code, for each constrained member.
public final class Constraint {
  private final List<Rule> rules;
  private final boolean sensitive;

  private Constraint(List<Rule> rules, boolean sensitive) {
    this.rules = List.copyOf(rules);
    this.sensitive = sensitive;
  }

  public static Builder builder() {
    return new Builder();
  }

  /// Notes in `violations` each rule that `value`, the member `name` of what stands at `path`,
  /// breaks.
  public void check(Violations violations, String path, String name, Object value) {
    for (Rule rule : rules) {
      if (!rule.allows(value)) {
        violations.add(path + name, sensitive ? null : value, rule.words());
      }
    }
  }

  /// As `check`, for the elements of a list or the keys or values of a map, of which AWS tells all
  /// rules if any is broken: `words` such as `Member`.
  public void checkAll(
      Violations violations, String path, Object holder, Collection<?> held, String words) {
    for (Object value : held) {
      if (value != null && !rules.stream().allMatch(rule -> rule.allows(value))) {
        String all =
            rules.stream()
                .sorted(Comparator.comparingInt(Constraint::place))
                .map(Rule::words)
                .collect(Collectors.joining(", ", "[", "]"));
        violations.add(path, sensitive ? null : holder, words + " must satisfy constraint: " + all);
        return;
      }
    }
  }

  /// AWS (recorded): what a list or map must hold is told from the upper limit down.
  private static int place(Rule rule) {
    return switch (rule) {
      case LengthMax _, RangeMax _ -> 0;
      case LengthMin _, RangeMin _ -> 1;
      case Matching _, Recurring _, OneOf _, Unique _ -> 2;
      case NotNull _ -> 3;
    };
  }

  /// One demand on a value.
  private sealed interface Rule {
    boolean allows(Object value);

    String words();
  }

  private record Matching(Pattern pattern) implements Rule {
    @Override
    public boolean allows(Object value) {
      return BoundedText.matches(pattern, (String) value);
    }

    @Override
    public String words() {
      return "Member must satisfy regular expression pattern: " + pattern.pattern();
    }
  }

  /// A pattern that knows again what matched it lately.
  private record Recurring(Matching rule, FamiliarTexts matched) implements Rule {
    @Override
    public boolean allows(Object value) {
      String text = (String) value;
      if (matched.has(text)) {
        return true;
      }
      boolean allowed = rule.allows(text);
      if (allowed) {
        matched.add(text);
      }
      return allowed;
    }

    @Override
    public String words() {
      return rule.words();
    }
  }

  private record LengthMin(long min) implements Rule {
    @Override
    public boolean allows(Object value) {
      return length(value) >= min;
    }

    @Override
    public String words() {
      return "Member must have length greater than or equal to " + min;
    }
  }

  private record LengthMax(long max) implements Rule {
    @Override
    public boolean allows(Object value) {
      return length(value) <= max;
    }

    @Override
    public String words() {
      return "Member must have length less than or equal to " + max;
    }
  }

  private record RangeMin(BigDecimal min) implements Rule {
    @Override
    public boolean allows(Object value) {
      return compare(value, min) >= 0;
    }

    @Override
    public String words() {
      return "Member must have value greater than or equal to " + min.toPlainString();
    }
  }

  private record RangeMax(BigDecimal max) implements Rule {
    @Override
    public boolean allows(Object value) {
      return compare(value, max) <= 0;
    }

    @Override
    public String words() {
      return "Member must have value less than or equal to " + max.toPlainString();
    }
  }

  private record OneOf(Set<Object> known, List<?> values) implements Rule {
    @Override
    public boolean allows(Object value) {
      return known.contains(value);
    }

    @Override
    public String words() {
      return "Member must satisfy enum value set: " + values;
    }
  }

  private record Unique() implements Rule {
    @Override
    public boolean allows(Object value) {
      Set<Object> seen = new HashSet<>();
      for (Object element : (Collection<?>) value) {
        if (!seen.add(
            element instanceof byte[] bytes ? List.of(Arrays.hashCode(bytes)) : element)) {
          return false;
        }
      }
      return true;
    }

    @Override
    public String words() {
      return "Member must have unique values";
    }
  }

  /// Of what a list or map holds. It refuses nothing by itself: an absent element is no value.
  private record NotNull() implements Rule {
    @Override
    public boolean allows(Object value) {
      return true;
    }

    @Override
    public String words() {
      return "Member must not be null";
    }
  }

  private static long length(Object value) {
    return switch (value) {
      case String text -> text.codePointCount(0, text.length());
      case byte[] bytes -> bytes.length;
      case Collection<?> list -> list.size();
      case Map<?, ?> map -> map.size();
      default -> throw new IllegalArgumentException("no length: " + value.getClass());
    };
  }

  private static int compare(Object value, BigDecimal limit) {
    return switch (value) {
      case BigDecimal number -> number.compareTo(limit);
      case BigInteger number -> new BigDecimal(number).compareTo(limit);
      case Double number -> compareReal(number, limit);
      case Float number -> compareReal(number, limit);
      case Number number -> BigDecimal.valueOf(number.longValue()).compareTo(limit);
      default -> throw new IllegalArgumentException("no number: " + value.getClass());
    };
  }

  private static int compareReal(double value, BigDecimal limit) {
    return Double.isFinite(value)
        ? new BigDecimal(value).compareTo(limit)
        : Double.compare(value, limit.doubleValue());
  }

  /// Collects rules in the order in which AWS tells of them.
  public static final class Builder {
    private final List<Rule> rules = new ArrayList<>();
    private boolean sensitive;

    public Builder pattern(String regex) {
      rules.add(new Matching(Pattern.compile(regex)));
      return this;
    }

    public Builder lengthMin(long min) {
      rules.add(new LengthMin(min));
      return this;
    }

    public Builder lengthMax(long max) {
      rules.add(new LengthMax(max));
      return this;
    }

    public Builder rangeMin(String min) {
      rules.add(new RangeMin(new BigDecimal(min)));
      return this;
    }

    public Builder rangeMax(String max) {
      rules.add(new RangeMax(new BigDecimal(max)));
      return this;
    }

    public Builder oneOf(List<?> values) {
      rules.add(new OneOf(Set.copyOf(values), values));
      return this;
    }

    public Builder unique() {
      rules.add(new Unique());
      return this;
    }

    /// Tells, of an element that breaks another rule, that it must not be absent either.
    public Builder notNull() {
      rules.add(new NotNull());
      return this;
    }

    /// Keeps the value out of what is told.
    public Builder sensitive() {
      sensitive = true;
      return this;
    }

    public Constraint build() {
      if (!sensitive) { // a secret is not kept
        rules.replaceAll(rule ->
            rule instanceof Matching matching
                ? new Recurring(matching, new FamiliarTexts())
                : rule);
      }
      return new Constraint(rules, sensitive);
    }
  }
}
