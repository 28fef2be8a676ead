package io.waybill.sqs.state;

/// How many bytes of messages one partition keeps in memory ahead of its cursors, over all its
/// queues.
public final class Budget {
  /// One refill of a lane reads about this much.
  static final int LANE_BYTES = 256 << 10;

  private long left;

  Budget(long bytes) {
    this.left = bytes;
  }

  /// Takes `bytes` if they are there.
  boolean take(int bytes) {
    if (left < bytes) {
      return false;
    }
    left -= bytes;
    return true;
  }

  /// Takes `bytes` even if they are not there: at least one entry must be readable.
  void force(int bytes) {
    left -= bytes;
  }

  void give(int bytes) {
    left += bytes;
  }
}
