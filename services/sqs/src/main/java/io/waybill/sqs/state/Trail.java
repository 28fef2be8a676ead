package io.waybill.sqs.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.core.Stamp;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.trail.TrailBook;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happened to each message: one line a hop, under the message's id, bounded by the store in
/// size and age. Its keys are those of the [TrailBook], in which the other services write.
public final class Trail {
  private static final int VERSION = 1;

  /// What can happen to a message in a queue. The code is part of the format on disk.
  public enum Event {
    SENT(1, "sent"),
    DELAYED(2, "delayed"),
    RECEIVED(3, "received"),
    VISIBILITY_CHANGED(4, "visibility changed"),
    RETURNED(5, "became visible again"),
    DELETED(6, "deleted"),
    EXPIRED(7, "expired"),
    DEAD_LETTERED(8, "given up to the dead-letter queue"),
    ARRIVED(9, "arrived from another queue"),
    MOVED(10, "moved out by a move task"),
    DUPLICATE(11, "sent again and recognised as a duplicate");

    private final int code;
    private final String words;

    Event(int code, String words) {
      this.code = code;
      this.words = words;
    }

    public String words() {
      return words;
    }

    static @Nullable Event of(int code) {
      for (Event event : values()) {
        if (event.code == code) {
          return event;
        }
      }
      return null;
    }
  }

  /// One line.
  ///
  /// @param queue the queue's number in its partition
  /// @param attempt which receive this is about; 0 where it is about none
  /// @param other the ARN of the other queue, if one takes part
  public record Line(
      UUID messageId,
      long millis,
      PartitionNumber partition,
      Event event,
      int queue,
      int attempt,
      @Nullable String other) {}

  private final PartitionNumber partition;
  private int counter;

  Trail(PartitionNumber partition) {
    this.partition = partition;
  }

  void write(
      UUID messageId,
      Event event,
      int queue,
      int attempt,
      @Nullable String other,
      Transaction transaction,
      Stamp stamp) {
    byte[] key = TrailBook.key(messageId, stamp.millis(), partition, counter++);
    ByteWriter value = new ByteWriter(other == null ? 9 : 9 + other.length());
    value.u8(VERSION).u8(event.code).count(queue).count(attempt).optional(other);
    transaction.trail(key, value.bytes());
  }

  /// The line in one entry of the store, or null where it is another service's, or of a kind that
  /// this program does not know.
  public static @Nullable Line read(byte[] key, byte[] value) {
    ByteReader at = new ByteReader(key);
    ByteReader in = new ByteReader(value);
    if (in.u8() != VERSION) {
      return null;
    }
    UUID id = at.uuid();
    long millis = at.u64();
    PartitionNumber partition = new PartitionNumber(at.u16());
    Event event = Event.of(in.u8());
    return event == null
        ? null
        : new Line(id, millis, partition, event, in.smallCount(), in.smallCount(), in.optional());
  }
}
