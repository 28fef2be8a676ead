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
import java.util.Optional;

/// Small maps of text that belong to no topic: an account's SMS settings and phone numbers,
/// platform applications and their endpoints. Kept in the store alone, each under an owner and a
/// name.
public final class Records {
  private static final int VERSION = 1;
  private static final char BETWEEN = '\n';

  /// One record.
  public record Entry(String owner, String name, Map<String, String> values) {}

  private final KeySpace keys;

  Records(PartitionNumber partition) {
    this.keys = new KeySpace(partition, SnsKeys.PROGRAM, 0);
  }

  public Optional<Map<String, String>> get(String owner, String name, View view) {
    byte[] value = view.get(key(owner, name));
    return value == null ? Optional.empty() : Optional.of(read(value));
  }

  public void put(String owner, String name, Map<String, String> values, Transaction transaction) {
    ByteWriter out = new ByteWriter(256).u8(VERSION);
    MapText.write(values, out);
    transaction.put(key(owner, name), out.bytes());
  }

  public void delete(String owner, String name, Transaction transaction) {
    transaction.delete(key(owner, name));
  }

  /// Removes all that `owner` has.
  public void deleteAll(String owner, Transaction transaction) {
    transaction.deleteRange(
        key(owner, ""), keys.named(SnsKeys.RECORD, owner + (char) (BETWEEN + 1)));
  }

  /// Up to `most` records of `owner` whose names begin with `prefix`, by name, behind the name
  /// `after`.
  public List<Entry> list(String owner, String prefix, String after, int most, View view) {
    String from = after.compareTo(prefix) >= 0 && !after.isEmpty() ? after + '\0' : prefix;
    List<Entry> found = new ArrayList<>();
    view.scan(
        key(owner, from),
        key(owner, prefix + '\uffff'),
        (key, value) -> {
          found.add(entry(key, value));
          return found.size() < most;
        });
    return found;
  }

  /// Every record called `name`, of all owners.
  List<Entry> named(String name, View view) {
    List<Entry> found = new ArrayList<>();
    view.scan(
        keys.first(SnsKeys.RECORD),
        keys.end(SnsKeys.RECORD),
        (key, value) -> {
          Entry entry = entry(key, value);
          if (entry.name.equals(name)) {
            found.add(entry);
          }
          return true;
        });
    return found;
  }

  private static Entry entry(byte[] key, byte[] value) {
    String place = KeySpace.name(key);
    int between = place.indexOf(BETWEEN);
    return new Entry(place.substring(0, between), place.substring(between + 1), read(value));
  }

  private static Map<String, String> read(byte[] value) {
    ByteReader in = new ByteReader(value);
    in.version(VERSION);
    return MapText.read(in);
  }

  private byte[] key(String owner, String name) {
    return keys.named(SnsKeys.RECORD, owner + BETWEEN + name);
  }
}
