package io.waybill.engine.trail;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.core.Stamp;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Transaction;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// Writes one partition's lines of the trail, as every service but SQS does: SQS, with its millions
/// of messages, has a shorter form of its own under the same keys.
///
/// Key: id, time, partition, a number that tells lines of one moment apart.
public final class TrailBook {
  /// The form of the value. 1 is SQS's.
  private static final int VERSION = 2;

  private final PartitionNumber partition;
  private int counter;

  public TrailBook(PartitionNumber partition) {
    this.partition = partition;
  }

  /// Writes one line: see [TrailLine].
  public void write(
      UUID id,
      String event,
      String resource,
      Map<String, String> details,
      Transaction transaction,
      Stamp stamp) {
    ByteWriter value = new ByteWriter(16 + event.length() + resource.length());
    value.u8(VERSION).text(event).text(resource).count(details.size());
    details.forEach((name, text) -> value.text(name).text(text));
    transaction.trail(key(id, stamp.millis(), partition, counter++), value.bytes());
  }

  public static byte[] key(UUID id, long millis, PartitionNumber partition, int number) {
    return new ByteWriter(30).uuid(id).u64(millis).u16(partition.value()).u32(number).bytes();
  }

  /// Where the lines of a message begin.
  public static byte[] from(UUID id) {
    return new ByteWriter(16).uuid(id).bytes();
  }

  /// Where the lines of a message end.
  public static byte[] to(UUID id) {
    return new ByteWriter(24).uuid(id).u64(-1).bytes();
  }

  /// The line in one entry of the store; empty where it is in SQS's form.
  public static Optional<TrailLine> read(byte[] key, byte[] value) {
    ByteReader at = new ByteReader(key);
    ByteReader in = new ByteReader(value);
    if (in.u8() != VERSION) {
      return Optional.empty();
    }
    UUID id = at.uuid();
    long millis = at.u64();
    PartitionNumber partition = new PartitionNumber(at.u16());
    String event = in.text();
    String resource = in.text();
    Map<String, String> details = new LinkedHashMap<>();
    for (int left = in.smallCount(); left > 0; left--) {
      details.put(in.text(), in.text());
    }
    return Optional.of(new TrailLine(id, millis, partition, event, resource, details));
  }
}
