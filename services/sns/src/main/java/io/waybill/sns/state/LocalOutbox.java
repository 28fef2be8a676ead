package io.waybill.sns.state;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.engine.partition.KeySpace;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What would have left the server, had a gateway been configured: mail, SMS and mobile push. The
/// newest of each partition are kept.
public final class LocalOutbox {
  private static final int VERSION = 1;
  private static final int KEPT_MAX = 1_000;

  /// One message that stayed here.
  ///
  /// @param values texts by name: `protocol`, `to`, `subject`, `body`, `messageId`, `topic`
  public record Entry(long millis, Map<String, String> values) {}

  private final KeySpace keys;
  private int kept;
  private long lastNumber;

  LocalOutbox(PartitionNumber partition, View view) {
    keys = new KeySpace(partition, SnsKeys.PROGRAM, 0);
    view.scan(
        keys.first(SnsKeys.LOCAL),
        keys.end(SnsKeys.LOCAL),
        (key, value) -> {
          kept++;
          lastNumber = Long.parseLong(KeySpace.timedName(key), 16);
          return true;
        });
  }

  public void add(long millis, Map<String, String> values, Transaction transaction) {
    ByteWriter out = new ByteWriter(256).u8(VERSION);
    MapText.write(values, out);
    transaction.put(
        keys.timedName(SnsKeys.LOCAL, millis, "%016x".formatted(++lastNumber)), out.bytes());
    if (++kept > KEPT_MAX) {
      dropOldest(transaction);
    }
  }

  /// All of them, the oldest first.
  public List<Entry> all(View view) {
    List<Entry> found = new ArrayList<>();
    view.scan(
        keys.first(SnsKeys.LOCAL),
        keys.end(SnsKeys.LOCAL),
        (key, value) -> {
          ByteReader in = new ByteReader(value);
          in.version(VERSION);
          found.add(new Entry(KeySpace.millis(key), MapText.read(in)));
          return true;
        });
    return found;
  }

  private void dropOldest(Transaction transaction) {
    transaction.scan(
        keys.first(SnsKeys.LOCAL),
        keys.end(SnsKeys.LOCAL),
        (key, value) -> {
          transaction.delete(key);
          kept--;
          return false;
        });
  }
}
