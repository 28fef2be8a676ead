package io.waybill.codegen.java;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;

/// AWS's names as Java writes them: `MD5OfBody` becomes `md5OfBody`, `MD5_OF_BODY`.
final class Names {
  /// What a record's component must not be called.
  private static final Set<String> TAKEN =
      Set.of(
          "clone",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toString",
          "wait",
          "structure",
          "writeMembers",
          "validate",
          "in",
          "out",
          "builder",
          "toBuilder");

  private Names() {}

  static String component(String name) {
    List<String> words = words(name);
    StringBuilder result = new StringBuilder(words.getFirst().toLowerCase(Locale.ROOT));
    for (String word : words.subList(1, words.size())) {
      result.append(capital(word.toLowerCase(Locale.ROOT)));
    }
    String component = result.toString();
    boolean usable = !TAKEN.contains(component) && SourceVersion.isName(component);
    return usable ? component : component + "Value";
  }

  static String constant(String name) {
    String constant = String.join("_", words(name)).toUpperCase(Locale.ROOT);
    return Character.isDigit(constant.charAt(0)) ? "_" + constant : constant;
  }

  static String type(String name) {
    return capital(name.replaceAll("[^A-Za-z0-9_$]", "_"));
  }

  private static String capital(String word) {
    return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
  }

  /// Splits where a capital follows a small letter or digit, before the last capital of a run that
  /// a small letter follows, and at anything that is no letter or digit.
  private static List<String> words(String name) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    for (int i = 0; i < name.length(); i++) {
      char c = name.charAt(i);
      boolean part = Character.isLetterOrDigit(c);
      if (!word.isEmpty() && (!part || startsWord(name, i))) {
        words.add(word.toString());
        word.setLength(0);
      }
      if (part) {
        word.append(c);
      }
    }
    if (!word.isEmpty()) {
      words.add(word.toString());
    }
    return words.isEmpty() ? List.of("empty") : words;
  }

  private static boolean startsWord(String name, int i) {
    if (!Character.isUpperCase(name.charAt(i))) {
      return false;
    }
    if (!Character.isUpperCase(name.charAt(i - 1))) {
      return true;
    }
    // A plural's s after capitals belongs to them: ARNs, IDs.
    return i + 1 < name.length()
        && Character.isLowerCase(name.charAt(i + 1))
        && !(name.charAt(i + 1) == 's' && endsWord(name, i + 2));
  }

  private static boolean endsWord(String name, int i) {
    return i >= name.length() || !Character.isLowerCase(name.charAt(i));
  }
}
