package io.waybill.store.rocks;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// One file of RocksDB's write-ahead log, read as far as it makes sense.
///
/// The file is blocks of 32 KiB; a record is `crc(4) length(2) type(1) log(4) payload`, all little
/// endian, never across blocks; a batch is one whole record or a first, middle and last one. A
/// recycled file ends in records of the file that it was before: they carry that file's number.
final class LogFile {
  private static final int BLOCK = 32 * 1024;
  private static final int HEADER = 11;
  private static final int BATCH_HEADER = 12;
  private static final int CRC_MASK = 0xa282ead8;

  private static final int WHOLE = 5;
  private static final int FIRST = 6;
  private static final int LAST = 8;

  private final ByteBuffer bytes;
  private final int number;
  private final ByteBuffer head = ByteBuffer.allocate(BATCH_HEADER).order(ByteOrder.LITTLE_ENDIAN);
  private int at;
  private int batchAt = -1;
  private long lastSequence = -1;

  private LogFile(ByteBuffer bytes, int number) {
    this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
    this.number = number;
  }

  /// What a file holds.
  ///
  /// @param lastSequence of the last batch before anything broken, or -1
  /// @param tornAt where an incomplete batch begins behind that, or -1
  /// @param sequenceBehind of a sound batch behind something broken, or -1: a batch is written only
  ///   after the one before it was synced, so the broken bytes were once acknowledged
  record Content(long lastSequence, long tornAt, long sequenceBehind) {}

  /// Reads `file`, whose name is its number.
  static Content read(Path file) throws IOException {
    String name = file.getFileName().toString();
    int number = (int) Long.parseLong(name.substring(0, name.indexOf('.')));
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
        Arena arena = Arena.ofConfined()) {
      // Mapped, so that a log larger than the heap can be read.
      var mapped = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      return new LogFile(mapped.asByteBuffer(), number).content();
    }
  }

  private Content content() {
    while (skipTrailer() && sound(at)) {
      take();
    }
    boolean torn = batchAt >= 0 || (at + HEADER <= bytes.limit() && bytes.getInt(at + 7) == number);
    return new Content(
        lastSequence, torn ? (batchAt >= 0 ? batchAt : at) : -1, sequenceOfBatchBehind(at + 1));
  }

  /// Steps over the end of a block that is too short for a header.
  private boolean skipTrailer() {
    int rest = BLOCK - at % BLOCK;
    if (rest < HEADER) {
      at += rest;
    }
    return at + HEADER <= bytes.limit();
  }

  private boolean sound(int offset) {
    int length = bytes.getShort(offset + 4) & 0xffff;
    int type = bytes.get(offset + 6);
    if (type < WHOLE || type > LAST || bytes.getInt(offset + 7) != number) {
      return false;
    }
    int end = offset + HEADER + length;
    if (end > bytes.limit() || offset % BLOCK + HEADER + length > BLOCK) {
      return false;
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes.slice(offset + 6, HEADER - 6 + length));
    return bytes.getInt(offset) == Integer.rotateRight((int) crc.getValue(), 15) + CRC_MASK;
  }

  private void take() {
    int length = bytes.getShort(at + 4) & 0xffff;
    int type = bytes.get(at + 6);
    if (type == WHOLE || type == FIRST) {
      head.clear();
      batchAt = at;
    }
    int part = Math.min(length, head.remaining());
    head.put(bytes.slice(at + HEADER, part));
    if ((type == WHOLE || type == LAST) && !head.hasRemaining()) {
      lastSequence = head.getLong(0) + head.getInt(8) - 1;
      batchAt = -1;
    }
    at += HEADER + length;
  }

  /// Looks at every offset from `start` on, because what is broken may be a length.
  private long sequenceOfBatchBehind(int start) {
    for (int offset = start; offset + HEADER + BATCH_HEADER <= bytes.limit(); offset++) {
      if (bytes.getInt(offset + 7) != number) {
        continue;
      }
      int type = bytes.get(offset + 6);
      if ((type == WHOLE || type == FIRST) && sound(offset)) {
        return bytes.getLong(offset + HEADER);
      }
    }
    return -1;
  }
}
