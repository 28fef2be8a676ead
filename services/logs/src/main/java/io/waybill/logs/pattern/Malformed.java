package io.waybill.logs.pattern;

/// What was read is no pattern.
final class Malformed extends RuntimeException {
  private static final long serialVersionUID = 1;

  Malformed() {
    super("", null, false, false);
  }
}
