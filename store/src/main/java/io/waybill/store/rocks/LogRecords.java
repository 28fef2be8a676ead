package io.waybill.store.rocks;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;

/// The records of a file in RocksDB's log format, which its write-ahead log and its manifest have.
///
/// The file is blocks of 32 KiB; a record is `crc(4) length(2) type(1) payload`, little endian,
/// never across blocks; something written at once is one whole record or a first, middle and last
/// one. Records of a log file that may be recycled carry its number behind the type: what was there
/// before carries another.
final class LogRecords implements AutoCloseable {
  private static final int BLOCK = 32 * 1024;
  private static final int CRC_MASK = 0xa282ead8;
  private static final int CRC_AND_LENGTH = 6;
  private static final int PLAIN_HEADER = 7;
  private static final int NUMBERED_HEADER = 11;
  private static final int PLAIN_WHOLE = 1;
  private static final int NUMBERED_WHOLE = 5;

  private final Arena arena = Arena.ofConfined();
  private final ByteBuffer bytes;
  private final boolean numbered;
  private final int number;
  private final int header;
  private int at;
  private int next;

  private LogRecords(Path file, boolean numbered, int number) throws IOException {
    this.numbered = numbered;
    this.number = number;
    this.header = numbered ? NUMBERED_HEADER : PLAIN_HEADER;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      // Mapped, so that a log larger than the heap can be read.
      this.bytes =
          channel
              .map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena)
              .asByteBuffer()
              .order(ByteOrder.LITTLE_ENDIAN);
    } catch (IOException e) {
      arena.close();
      throw e;
    }
  }

  static LogRecords ofManifest(Path file) throws IOException {
    return new LogRecords(file, false, 0);
  }

  static LogRecords ofLog(Path file, int number) throws IOException {
    return new LogRecords(file, true, number);
  }

  /// Steps to the next record; false where there is none that is sound.
  boolean next() {
    at = next;
    int rest = BLOCK - at % BLOCK;
    if (rest < header) {
      at += rest;
    }
    if (!sound(at)) {
      return false;
    }
    next = at + header + length(at);
    return true;
  }

  /// Where the record is, or where the next would begin.
  int at() {
    return at;
  }

  boolean begins() {
    return kind(at) == 0 || kind(at) == 1;
  }

  boolean ends() {
    return kind(at) == 0 || kind(at) == 3;
  }

  ByteBuffer payload() {
    return bytes.slice(at + header, length(at)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /// Whether what comes is the begin of a record, cut off or spoiled.
  boolean isTorn() {
    if (at + header > bytes.limit()) {
      return at < bytes.limit() && !isZero(at, bytes.limit());
    }
    return numbered ? bytes.getInt(at + PLAIN_HEADER) == number : !isZero(at, at + header);
  }

  /// Whether what comes would end behind the end of the file.
  boolean isCut() {
    return at + header > bytes.limit() || at + header + length(at) > bytes.limit();
  }

  /// Steps to the next sound record that begins something, wherever it is: what is broken may be a
  /// length. False where there is none.
  boolean nextBehind() {
    for (int offset = at + 1; offset + header <= bytes.limit(); offset++) {
      int kind = kind(offset);
      if ((kind == 0 || kind == 1) && sound(offset)) {
        at = offset;
        return true;
      }
    }
    return false;
  }

  private boolean sound(int offset) {
    if (offset + header > bytes.limit() || kind(offset) < 0) {
      return false;
    }
    int end = offset + header + length(offset);
    if (end > bytes.limit() || offset % BLOCK + header + length(offset) > BLOCK) {
      return false;
    }
    CRC32C crc = new CRC32C();
    crc.update(bytes.slice(offset + CRC_AND_LENGTH, end - offset - CRC_AND_LENGTH));
    return bytes.getInt(offset) == Integer.rotateRight((int) crc.getValue(), 15) + CRC_MASK;
  }

  /// 0 whole, 1 first, 2 middle, 3 last; -1 for what is no record of this file.
  private int kind(int offset) {
    int kind = bytes.get(offset + CRC_AND_LENGTH) - (numbered ? NUMBERED_WHOLE : PLAIN_WHOLE);
    boolean ours = !numbered || bytes.getInt(offset + PLAIN_HEADER) == number;
    return ours && kind >= 0 && kind <= 3 ? kind : -1;
  }

  private int length(int offset) {
    return bytes.getShort(offset + 4) & 0xffff;
  }

  private boolean isZero(int from, int to) {
    for (int i = from; i < to; i++) {
      if (bytes.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    arena.close();
  }
}
