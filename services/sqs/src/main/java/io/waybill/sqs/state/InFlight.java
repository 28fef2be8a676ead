package io.waybill.sqs.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A message that somebody has received and not deleted yet: who may act on it, and until when it
/// stays hidden.
///
/// @param sequence where the message is stored
/// @param messageId the message's id
/// @param group its group, or null: a message of a group is stored apart from the others
/// @param sentAt when it was sent: retention counts from here
/// @param receivedAt when it was received last: a visibility timeout ends at most 12 hours later
/// @param firstReceivedAt when this queue first handed it out
/// @param attempt how often this queue has handed it out; only the receipt of that very attempt
///   acts
/// @param visibleAt when it becomes visible again
public record InFlight(
    long sequence,
    UUID messageId,
    @Nullable String group,
    long sentAt,
    long receivedAt,
    long firstReceivedAt,
    int attempt,
    long visibleAt)
    implements Comparable<InFlight> {
  private static final int VERSION = 1;

  public InFlight withVisibleAt(long millis) {
    return new InFlight(
        sequence, messageId, group, sentAt, receivedAt, firstReceivedAt, attempt, millis);
  }

  byte[] bytes() {
    return new ByteWriter(64)
        .u8(VERSION)
        .count(sequence)
        .uuid(messageId)
        .optional(group)
        .count(sentAt)
        .count(receivedAt)
        .count(firstReceivedAt)
        .count(attempt)
        .count(visibleAt)
        .bytes();
  }

  static InFlight read(byte[] value) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    return new InFlight(
        in.count(),
        in.uuid(),
        in.optional(),
        in.count(),
        in.count(),
        in.count(),
        in.smallCount(),
        in.count());
  }

  /// By the time at which they become visible.
  @Override
  public int compareTo(InFlight other) {
    int byTime = Long.compare(visibleAt, other.visibleAt);
    return byTime != 0 ? byTime : Long.compare(sequence, other.sequence);
  }
}
