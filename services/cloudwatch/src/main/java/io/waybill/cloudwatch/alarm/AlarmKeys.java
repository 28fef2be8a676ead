package io.waybill.cloudwatch.alarm;

import io.waybill.core.ByteReader;
import io.waybill.core.ByteWriter;
import io.waybill.engine.partition.PartitionNumber;
import java.nio.charset.StandardCharsets;

/// The keys of alarms: partition, CloudWatch's program, number 0, which no metric has, and kind.
final class AlarmKeys {
  static final int PROGRAM = 7;

  /// What is on its way to topics and functions.
  static final char OUTBOX = 'O';

  /// An alarm, by ARN.
  private static final char ALARM = 'A';

  /// What happened, by time.
  private static final char HISTORY = 'H';

  private static final int PREFIX_BYTES = 8;

  private final PartitionNumber partition;

  AlarmKeys(PartitionNumber partition) {
    this.partition = partition;
  }

  byte[] alarm(String arn) {
    return start(ALARM).raw(arn.getBytes(StandardCharsets.UTF_8)).bytes();
  }

  byte[] firstAlarm() {
    return start(ALARM).bytes();
  }

  byte[] endOfAlarms() {
    return start((char) (ALARM + 1)).bytes();
  }

  static String arn(byte[] key) {
    return new String(key, PREFIX_BYTES, key.length - PREFIX_BYTES, StandardCharsets.UTF_8);
  }

  byte[] history(long millis, int number) {
    return start(HISTORY).u64(millis).u32(number).bytes();
  }

  static long millis(byte[] key) {
    return new ByteReader(key, PREFIX_BYTES).u64();
  }

  private ByteWriter start(char kind) {
    return new ByteWriter(64).u16(partition.value()).u8(PROGRAM).u32(0).u8(kind);
  }
}
