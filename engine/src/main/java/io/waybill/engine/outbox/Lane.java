package io.waybill.engine.outbox;

import java.util.Comparator;

/// What is tried independently of all else: one target, or one message group at it.
///
/// @param target the number that the service gave the target
/// @param group the message group whose order is kept; empty where order does not matter
public record Lane(long target, String group) implements Comparable<Lane> {
  private static final Comparator<Lane> ORDER =
      Comparator.comparingLong(Lane::target).thenComparing(Lane::group);

  /// The lane of a target whose parcels have no order.
  public Lane(long target) {
    this(target, "");
  }

  /// Whether parcels go one after the other, each only when the one before is settled.
  public boolean isOrdered() {
    return !group.isEmpty();
  }

  @Override
  public int compareTo(Lane other) {
    return ORDER.compare(this, other);
  }
}
