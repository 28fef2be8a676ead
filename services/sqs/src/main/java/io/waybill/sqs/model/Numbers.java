package io.waybill.sqs.model;

import java.util.OptionalInt;

/// Whole numbers in text.
final class Numbers {
  private Numbers() {}

  /// The whole number in `text`, or empty.
  static OptionalInt parse(String text) {
    try {
      return OptionalInt.of(Integer.parseInt(text));
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
