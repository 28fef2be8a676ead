package io.waybill.conformance.nonsense;

import java.util.SplittableRandom;

/// Spoils the text of a request in one to six places.
final class Spoiler {
  private static final String[] PIECES = {
    "",
    "\"",
    "{",
    "}",
    "[",
    "]",
    ",",
    ":",
    "null",
    "true",
    "-1",
    "99999999999999999999",
    "1e999",
    "0.5",
    "\\",
    "\\u",
    "\\ud800",
    "\u0000",
    "\u0001",
    "\ud83d\ude00",
    "ä",
    "&",
    "=",
    "%",
    "%zz",
    "%00",
    "%F0%9F",
    "+",
    ".",
    "..",
    ".1",
    ".0.",
    ".99999999999.",
    "Action=",
    "&Action=FooBar",
    "&QueueUrl=",
    "\"QueueUrl\":",
    "[[[[[[[[",
    "{\"a\":{\"a\":{\"a\":",
    "<",
    "&lt;",
    "]]>",
    "\r\n",
    "NaN",
    "Infinity",
    "{}",
    "[]",
    "\"\"",
    "[null]",
    " ",
    "\ufeff",
    "x".repeat(300)
  };

  private Spoiler() {}

  static String spoil(String text, SplittableRandom random) {
    StringBuilder spoiled = new StringBuilder(text);
    for (int left = 1 + random.nextInt(6); left > 0; left--) {
      spoilOnce(spoiled, random);
    }
    return spoiled.toString();
  }

  private static void spoilOnce(StringBuilder text, SplittableRandom random) {
    int from = random.nextInt(text.length() + 1);
    int to = Math.min(text.length(), from + random.nextInt(1, 12));
    switch (random.nextInt(7)) {
      case 0 -> text.delete(from, to);
      case 1 -> text.setLength(from);
      case 2 -> text.insert(from, PIECES[random.nextInt(PIECES.length)]);
      case 3 -> text.replace(from, to, PIECES[random.nextInt(PIECES.length)]);
      case 4 -> text.insert(from, text.substring(from, to));
      case 5 -> flip(text, from, random);
      case 6 -> text.append(text.substring(from));
      default -> throw new IllegalStateException();
    }
  }

  private static void flip(StringBuilder text, int at, SplittableRandom random) {
    if (at < text.length()) {
      text.setCharAt(at, (char) (text.charAt(at) ^ (1 << random.nextInt(7))));
    }
  }
}
