package io.waybill.store.rocks;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;

/// What one file of RocksDB's write-ahead log holds.
///
/// @param firstSequence of the first batch, or -1 where there is none
/// @param lastSequence of the last batch before anything broken, or -1
/// @param end where the sound batches end
/// @param torn whether an incomplete batch begins there
/// @param hole whether a sound batch comes behind something broken: a batch is written only after
///   the one before it was synced, so the broken bytes were once acknowledged
record LogFile(long firstSequence, long lastSequence, long end, boolean torn, boolean hole) {
  private static final int BATCH_HEADER = 12;

  /// Reads `file`, whose name is its number.
  static LogFile read(Path file) throws IOException {
    try (LogRecords records = LogRecords.ofLog(file, (int) StoreFolder.number(file))) {
      return read(records);
    }
  }

  private static LogFile read(LogRecords records) {
    ByteBuffer head = ByteBuffer.allocate(BATCH_HEADER).order(ByteOrder.LITTLE_ENDIAN);
    long first = -1;
    long last = -1;
    long batchAt = -1;
    while (records.next()) {
      if (records.begins()) {
        head.clear();
        batchAt = records.at();
      }
      ByteBuffer payload = records.payload();
      head.put(payload.slice(0, Math.min(payload.remaining(), head.remaining())));
      if (records.ends() && !head.hasRemaining()) {
        first = first < 0 ? head.getLong(0) : first;
        last = head.getLong(0) + head.getInt(8) - 1;
        batchAt = -1;
      }
    }
    boolean torn = batchAt >= 0 || records.isTorn();
    long end = batchAt >= 0 ? batchAt : records.at();
    return new LogFile(first, last, end, torn, records.nextBehind());
  }
}
