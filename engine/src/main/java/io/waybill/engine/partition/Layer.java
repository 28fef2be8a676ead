package io.waybill.engine.partition;

import io.waybill.store.Batch;
import io.waybill.store.BatchBuilder;
import io.waybill.store.Space;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The effects of the steps that share one commit, readable before they are durable, and the
/// answers that wait for it.
///
/// A key written twice is kept once, with its last value: a queue's head record costs one put a
/// commit, however many messages the commit holds.
final class Layer {
  static final Comparator<byte[]> ORDER = Arrays::compareUnsigned;

  /// Stands for a deleted key; compared by identity.
  static final byte[] DELETED = new byte[0];

  record Range(byte[] from, byte[] to) {
    boolean covers(byte[] key) {
      return Arrays.compareUnsigned(key, from) >= 0 && Arrays.compareUnsigned(key, to) < 0;
    }
  }

  final TreeMap<byte[], byte[]> entries = new TreeMap<>(ORDER);
  final List<Range> ranges = new ArrayList<>(0);
  final List<Outcome> outcomes = new ArrayList<>();
  final List<Runnable> afterwards = new ArrayList<>(0);
  private @Nullable BatchBuilder trail;
  private long bytes;

  void put(byte[] key, byte[] value) {
    entries.put(key, value);
    bytes += key.length + value.length;
  }

  void delete(byte[] key) {
    entries.put(key, DELETED);
    bytes += key.length;
  }

  void deleteRange(byte[] from, byte[] to) {
    entries.subMap(from, to).clear();
    ranges.add(new Range(from, to));
  }

  void trail(byte[] key, byte[] value) {
    BatchBuilder builder = trail;
    if (builder == null) {
      builder = new BatchBuilder();
      trail = builder;
    }
    builder.put(Space.TRAIL, key, value);
  }

  /// About how much was written.
  long bytes() {
    return bytes;
  }

  boolean hides(byte[] key) {
    for (Range range : ranges) {
      if (range.covers(key)) {
        return true;
      }
    }
    return false;
  }

  NavigableMap<byte[], byte[]> between(byte[] from, byte[] to) {
    return entries.subMap(from, true, to, false);
  }

  boolean writesNothing() {
    return entries.isEmpty() && ranges.isEmpty() && trail == null;
  }

  boolean isEmpty() {
    return writesNothing() && outcomes.isEmpty() && afterwards.isEmpty();
  }

  /// All effects as one batch: range deletes first, because a later put inside a range outlives it.
  Batch batch() {
    BatchBuilder builder = new BatchBuilder(entries.size() * 128 + 256);
    for (Range range : ranges) {
      builder.deleteRange(Space.DATA, range.from, range.to);
    }
    for (Map.Entry<byte[], byte[]> entry : entries.entrySet()) {
      if (isDeleted(entry.getValue())) {
        builder.delete(Space.DATA, entry.getKey());
      } else {
        builder.put(Space.DATA, entry.getKey(), entry.getValue());
      }
    }
    Batch data = builder.build();
    return trail == null ? data : Batch.merged(List.of(data, trail.build()));
  }

  @SuppressWarnings("ReferenceEquality") // the marker is one object; an empty value is another
  static boolean isDeleted(byte[] value) {
    return value == DELETED;
  }
}
