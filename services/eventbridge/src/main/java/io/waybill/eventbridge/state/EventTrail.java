package io.waybill.eventbridge.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.core.Stamp;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Transaction;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What happened to each event: one line a hop, under the event's id.
///
/// Key: event id, time, partition, a number that tells lines of one moment apart. Each service's
/// codes have a range of their own, so that none reads another's lines.
public final class EventTrail {
  private static final int VERSION = 1;

  /// What can happen to an event. The code is part of the format on disk.
  public enum Happening {
    PUT(64),
    MATCHED(65),
    DELIVERED(66),
    ATTEMPT_FAILED(67),
    DEAD_LETTERED(68),
    DROPPED(69),
    FORWARDED(70),
    ARCHIVED(71),
    REPLAYED(72),
    SCHEDULED(73);

    private final int code;

    Happening(int code) {
      this.code = code;
    }

    static @Nullable Happening of(int code) {
      for (Happening happening : values()) {
        if (happening.code == code) {
          return happening;
        }
      }
      return null;
    }
  }

  /// One line.
  ///
  /// @param where the bus, or the rule that matched
  /// @param other the target, or an empty text
  /// @param attempt which attempt this is about; 0 where it is about none
  /// @param note what the target said, or an empty text
  public record Line(
      UUID id,
      long millis,
      PartitionNumber partition,
      Happening happening,
      String where,
      String other,
      int attempt,
      String note) {}

  private final PartitionNumber partition;
  private int counter;

  EventTrail(PartitionNumber partition) {
    this.partition = partition;
  }

  void write(
      UUID id,
      Happening happening,
      String where,
      String other,
      int attempt,
      String note,
      Transaction transaction,
      Stamp stamp) {
    byte[] key =
        new ByteWriter(30)
            .uuid(id)
            .u64(stamp.millis())
            .u16(partition.value())
            .u32(counter++)
            .bytes();
    byte[] value =
        new ByteWriter(16 + where.length() + other.length() + note.length())
            .u8(VERSION)
            .u8(happening.code)
            .text(where)
            .text(other)
            .count(attempt)
            .text(note)
            .bytes();
    transaction.trail(key, value);
  }

  /// Where the lines of an event begin.
  public static byte[] from(UUID id) {
    return new ByteWriter(16).uuid(id).bytes();
  }

  /// Where the lines of an event end.
  public static byte[] to(UUID id) {
    return new ByteWriter(24).uuid(id).u64(-1).bytes();
  }

  /// The line in one entry of the store, or null where it is another service's.
  public static @Nullable Line read(byte[] key, byte[] value) {
    ByteReader at = new ByteReader(key);
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    Happening happening = Happening.of(in.u8());
    return happening == null
        ? null
        : new Line(
            at.uuid(),
            at.u64(),
            new PartitionNumber(at.u16()),
            happening,
            in.text(),
            in.text(),
            in.smallCount(),
            in.text());
  }
}
