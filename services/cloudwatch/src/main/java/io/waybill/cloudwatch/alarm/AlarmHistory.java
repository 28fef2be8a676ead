package io.waybill.cloudwatch.alarm;

import io.waybill.cloudwatch.api.AlarmHistoryItem;
import io.waybill.cloudwatch.api.AlarmType;
import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.core.Stamp;
import io.waybill.engine.partition.PartitionNumber;
import io.waybill.engine.partition.Transaction;
import io.waybill.engine.partition.View;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// What happened to the alarms of a partition, by time. AWS keeps it for 30 days.
public final class AlarmHistory {
  /// The first knew alarms on metrics only.
  private static final int VERSION = 2;

  private static final long KEPT_MILLIS = Duration.ofDays(30).toMillis();
  private static final int DATA_MAX = 4_095;

  /// One thing that happened.
  ///
  /// @param arn the alarm's
  public record Entry(String arn, AlarmHistoryItem item) {}

  private final AlarmKeys keys;
  private int counter;

  AlarmHistory(PartitionNumber partition) {
    this.keys = new AlarmKeys(partition);
  }

  /// Writes one thing down.
  ///
  /// @param type AWS's name of its kind
  /// @param data JSON
  void write(
      Alarm alarm, String type, String summary, String data, Transaction transaction, Stamp stamp) {
    transaction.put(
        keys.history(stamp.millis(), counter++),
        new ByteWriter(64 + data.length())
            .u8(VERSION)
            .text(alarm.arn().toString())
            .text(alarm.name())
            .text(type)
            .text(summary)
            .text(data.length() > DATA_MAX ? data.substring(0, DATA_MAX) : data)
            .u8(alarm.isComposite() ? 1 : 0)
            .bytes());
  }

  /// What happened from one moment to another, the oldest first.
  public List<Entry> read(long fromMillis, long toMillis, Predicate<Entry> wanted, View view) {
    List<Entry> entries = new ArrayList<>();
    long from = Math.max(0, fromMillis);
    if (toMillis <= from) {
      return entries;
    }
    view.scan(
        keys.history(from, 0),
        keys.history(toMillis, 0),
        (key, value) -> {
          Entry entry = entry(AlarmKeys.millis(key), value);
          if (wanted.test(entry)) {
            entries.add(entry);
          }
          return true;
        });
    return entries;
  }

  private static Entry entry(long millis, byte[] value) {
    ByteReader in = new ByteReader(value);
    int version = in.version(VERSION);
    String arn = in.text();
    String name = in.text();
    String type = in.text();
    String summary = in.text();
    String data = in.text();
    boolean isComposite = version > 1 && in.u8() == 1;
    return new Entry(
        arn,
        new AlarmHistoryItem(
            name,
            null,
            isComposite ? AlarmType.COMPOSITE_ALARM : AlarmType.METRIC_ALARM,
            Instant.ofEpochMilli(millis),
            type,
            summary,
            data,
            null));
  }

  void sweep(long nowMillis, Transaction transaction) {
    if (nowMillis > KEPT_MILLIS) {
      transaction.deleteRange(keys.history(0, 0), keys.history(nowMillis - KEPT_MILLIS, 0));
    }
  }
}
