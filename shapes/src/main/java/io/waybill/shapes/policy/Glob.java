package io.waybill.shapes.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A text of a policy that values are held against: with wildcards, with variables, or plain.
///
/// AWS ("Policy variables"): what a variable stands for is text, even where it has a `*`; one that
/// stands for nothing matches nothing, unless it brings a default, `${aws:username, 'nobody'}`.
/// `${*}`, `${?}` and `${$}` are these letters themselves.
final class Glob {
  /// How a text is read.
  ///
  /// @param wild whether `*` and `?` are wildcards
  /// @param variables whether `${...}` is a variable
  record Syntax(boolean wild, boolean variables, boolean anyCase) {
    static final Syntax ANY_CASE = new Syntax(true, false, true);
  }

  static final int ANY = -1;
  static final int ONE = -2;

  /// A variable, or letters and wildcards as they are.
  private sealed interface Part {
    record Letters(int[] codes) implements Part {}

    record Variable(String key, Optional<String> otherwise) implements Part {}
  }

  private final List<Part> parts;
  private final boolean anyCase;

  private Glob(List<Part> parts, boolean anyCase) {
    this.parts = List.copyOf(parts);
    this.anyCase = anyCase;
  }

  static Glob of(String text, Syntax syntax) {
    List<Part> parts = new ArrayList<>();
    int at = 0;
    while (syntax.variables && at < text.length()) {
      int open = text.indexOf("${", at);
      int close = open < 0 ? -1 : text.indexOf('}', open);
      if (close < 0) {
        break;
      }
      parts.add(letters(text.substring(at, open), syntax));
      parts.add(variable(text.substring(open + 2, close)));
      at = close + 1;
    }
    parts.add(letters(text.substring(at), syntax));
    return new Glob(parts, syntax.anyCase);
  }

  private static Part letters(String text, Syntax syntax) {
    int[] codes = text.chars().toArray();
    for (int i = 0; syntax.wild && i < codes.length; i++) {
      codes[i] = codes[i] == '*' ? ANY : codes[i] == '?' ? ONE : codes[i];
    }
    return new Part.Letters(codes);
  }

  private static Part variable(String inside) {
    if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
      return new Part.Letters(inside.chars().toArray());
    }
    int comma = inside.indexOf(',');
    String key = (comma < 0 ? inside : inside.substring(0, comma)).strip();
    Optional<String> otherwise =
        comma < 0
            ? Optional.empty()
            : Optional.of(inside.substring(comma + 1).strip())
                .filter(text -> text.length() >= 2 && text.startsWith("'") && text.endsWith("'"))
                .map(text -> text.substring(1, text.length() - 1));
    return new Part.Variable(key.toLowerCase(Locale.ROOT), otherwise);
  }

  boolean matches(String value, RequestContext context) {
    return codes(context).filter(codes -> matches(codes, value, anyCase)).isPresent();
  }

  /// Letters and wildcards with the variables replaced; empty where one stands for nothing.
  Optional<int[]> codes(RequestContext context) {
    if (parts.size() == 1 && parts.getFirst() instanceof Part.Letters(int[] codes)) {
      return Optional.of(codes);
    }
    int[] all = new int[0];
    for (Part part : parts) {
      Optional<int[]> next =
          switch (part) {
            case Part.Letters(int[] codes) -> Optional.of(codes);
            case Part.Variable variable ->
                text(variable, context).map(text -> text.chars().toArray());
          };
      if (next.isEmpty()) {
        return Optional.empty();
      }
      int[] longer = Arrays.copyOf(all, all.length + next.get().length);
      System.arraycopy(next.get(), 0, longer, all.length, next.get().length);
      all = longer;
    }
    return Optional.of(all);
  }

  private static Optional<String> text(Part.Variable variable, RequestContext context) {
    List<String> values = context.values(variable.key());
    return values.size() == 1 ? Optional.of(values.getFirst()) : variable.otherwise();
  }

  /// Whether `codes` match all of `value`. The latest `*` takes one letter more whenever what
  /// follows it does not fit.
  static boolean matches(int[] codes, String value, boolean anyCase) {
    int code = 0;
    int star = -1;
    int starAt = 0;
    int at = 0;
    while (at < value.length()) {
      if (code < codes.length && codes[code] == ANY) {
        star = code++;
        starAt = at;
      } else if (code < codes.length && isSame(codes[code], value.charAt(at), anyCase)) {
        code++;
        at++;
      } else if (star >= 0) {
        code = star + 1;
        at = ++starAt;
      } else {
        return false;
      }
    }
    while (code < codes.length && codes[code] == ANY) {
      code++;
    }
    return code == codes.length;
  }

  private static boolean isSame(int code, char letter, boolean anyCase) {
    return code == ONE
        || code == letter
        || (anyCase && code >= 0 && Character.toLowerCase(code) == Character.toLowerCase(letter));
  }
}
