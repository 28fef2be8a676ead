package io.waybill.cloudwatch.alarm;

import io.waybill.cloudwatch.alarm.AlarmRule.Term;
import io.waybill.cloudwatch.api.StateValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the rule of a composite alarm. `NOT` binds more tightly than `AND`, that more than `OR`.
final class AlarmRuleReader {
  private static final int DEPTH_MAX = 64;
  private static final List<String> STATES =
      List.of(StateValue.ALARM, StateValue.OK, StateValue.INSUFFICIENT_DATA);

  private final String text;
  private int at;
  private int depth;

  AlarmRuleReader(String text) {
    this.text = text;
  }

  /// What was read is no rule.
  private static final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;

    Malformed() {
      super("", null, false, false);
    }
  }

  /// The whole text as one term, or empty where it is none.
  Optional<Term> read() {
    try {
      Term term = any();
      blanks();
      return at == text.length() ? Optional.of(term) : Optional.empty();
    } catch (Malformed malformed) {
      return Optional.empty();
    }
  }

  private Term any() {
    List<Term> any = new ArrayList<>(List.of(all()));
    while (takeWord("OR")) {
      any.add(all());
    }
    return any.size() == 1 ? any.getFirst() : new Term.Or(List.copyOf(any));
  }

  private Term all() {
    List<Term> all = new ArrayList<>(List.of(one()));
    while (takeWord("AND")) {
      all.add(one());
    }
    return all.size() == 1 ? all.getFirst() : new Term.And(List.copyOf(all));
  }

  private Term one() {
    if (++depth > DEPTH_MAX) {
      throw new Malformed();
    }
    Term one = inside();
    depth--;
    return one;
  }

  private Term inside() {
    if (takeWord("NOT")) {
      return new Term.Not(one());
    }
    if (takeWord("TRUE")) {
      return new Term.Constant(true);
    }
    if (takeWord("FALSE")) {
      return new Term.Constant(false);
    }
    for (String state : STATES) {
      if (takeWord(state)) {
        require('(');
        String name = name();
        require(')');
        return new Term.In(state, name);
      }
    }
    require('(');
    Term inside = any();
    require(')');
    return inside;
  }

  private void blanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  /// Whether `word` comes next and ends there.
  private boolean takeWord(String word) {
    blanks();
    int end = at + word.length();
    boolean there =
        text.startsWith(word, at)
            && (end == text.length()
                || Character.isWhitespace(text.charAt(end))
                || "()".indexOf(text.charAt(end)) >= 0);
    at = there ? end : at;
    return there;
  }

  private void require(char sign) {
    blanks();
    if (at == text.length() || text.charAt(at) != sign) {
      throw new Malformed();
    }
    at++;
  }

  /// A name or an ARN, in quotes where it holds blanks or parentheses.
  private String name() {
    blanks();
    boolean quoted = at < text.length() && text.charAt(at) == '"';
    int from = quoted ? at + 1 : at;
    int end = text.indexOf(quoted ? '"' : ')', from);
    if (end < 0) {
      throw new Malformed();
    }
    at = quoted ? end + 1 : end;
    String name = text.substring(from, end);
    name = quoted ? name : name.strip();
    if (name.isEmpty() || (!quoted && name.chars().anyMatch(c -> Character.isWhitespace(c)))) {
      throw new Malformed();
    }
    return name;
  }
}
