package io.waybill.simulation;

/// The server did what it must not, or not what it must.
public final class Violation extends RuntimeException {
  private static final long serialVersionUID = 1;

  public Violation(String message) {
    super(message);
  }

  /// Throws a violation with `message` unless `holds`.
  public static void unless(boolean holds, String message) {
    if (!holds) {
      throw new Violation(message);
    }
  }
}
