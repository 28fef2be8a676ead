package io.waybill.sns.state;

/// The numbers by which the outbox knows what it delivers to: a topic's number and, in it, a
/// subscription's.
public final class Targets {
  /// The one recipient that a letter names itself.
  public static final long STRAIGHT = 0;

  /// Phones that a letter names, apart from the rest for the sake of a gateway that is slow.
  public static final long PHONES = 1;

  /// Devices that a letter names.
  public static final long DEVICES = 2;

  private Targets() {}

  /// Whether the letter names its recipient.
  public static boolean isStraight(long target) {
    return topic(target) == 0;
  }

  public static long of(int topic, int subscription) {
    return ((long) topic << 32) | subscription;
  }

  public static int topic(long target) {
    return (int) (target >>> 32);
  }

  public static int subscription(long target) {
    return (int) target;
  }
}
