package io.waybill.sqs.model;

import io.waybill.core.Ascii;
import java.util.OptionalInt;

/// Whole numbers in text.
final class Numbers {
  private Numbers() {}

  /// The whole number in `text`, or empty. `Integer.parseInt` alone would take a plus sign and the
  /// digits of every script.
  static OptionalInt parse(String text) {
    if (text.startsWith("+") || !Ascii.isAll(text)) {
      return OptionalInt.empty();
    }
    try {
      return OptionalInt.of(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
