package io.waybill.sqs.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;

/// A queue's cursors and counts, stored with every step that changes them, so that a queue is
/// opened without counting its messages.
///
/// @param nextSequence the number that the next message gets; never used twice, not even after a
///   purge
/// @param visible messages that can be received
/// @param delayed messages that are not visible yet
/// @param latestSentAt the latest sent time of any message that took its place in order
/// @param oldestSentAt no message in the queue, those in flight apart, was sent before
/// @param groupedFront no message of a group is visible in its first place below this sequence
/// @param purgedAt when the queue was purged last; 0 if never
record Head(
    long nextSequence,
    long freshFront,
    long freshEnd,
    long returnedFront,
    long returnedEnd,
    long ringFront,
    long ringEnd,
    long visible,
    long delayed,
    long latestSentAt,
    long oldestSentAt,
    long groupedFront,
    long purgedAt) {
  private static final int VERSION = 1;

  /// The head of a queue that was just made. Numbers begin at 1; 0 stands for none.
  static final Head NEW = new Head(1, 1, 1, 1, 1, 1, 1, 0, 0, 0, Long.MAX_VALUE, 1, 0);

  byte[] bytes() {
    return new ByteWriter(96)
        .u8(VERSION)
        .count(nextSequence)
        .count(freshFront)
        .count(freshEnd)
        .count(returnedFront)
        .count(returnedEnd)
        .count(ringFront)
        .count(ringEnd)
        .count(visible)
        .count(delayed)
        .count(latestSentAt)
        .count(oldestSentAt)
        .count(groupedFront)
        .count(purgedAt)
        .bytes();
  }

  static Head read(byte[] value) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    return new Head(
        in.count(),
        in.count(),
        in.count(),
        in.count(),
        in.count(),
        in.count(),
        in.count(),
        in.count(),
        in.count(),
        in.count(),
        in.count(),
        in.count(),
        in.count());
  }
}
