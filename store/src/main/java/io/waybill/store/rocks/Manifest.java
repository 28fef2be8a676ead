package io.waybill.store.rocks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/// What is needed of RocksDB's list of files, which the file `CURRENT` names: whether it is sound,
/// and how far the table files go.
///
/// RocksDB checks it too, but takes a spoiled length for a torn end and forgets what follows, and
/// on a spoiled record type it spins for ever (11.8.1).
///
/// @param lastSequence that was written when the last entry was
/// @param logNumberMin of the oldest log file that is still needed
/// @param torn whether the last entry is incomplete
record Manifest(long lastSequence, long logNumberMin, boolean torn) {
  // Tags of the fields of an entry, in the order in which RocksDB writes them.
  private static final int COMPARATOR = 1;
  private static final int LOG_NUMBER = 2;
  private static final int NEXT_FILE_NUMBER = 3;
  private static final int LAST_SEQUENCE = 4;
  private static final int PREVIOUS_LOG_NUMBER = 9;
  private static final int LOG_NUMBER_MIN = 10;
  private static final int SPACE_MAX = 203;
  private static final int IGNORABLE = 1 << 13;

  /// Reads the manifest of a store. Throws [io.waybill.store.StoreFailure] where it is damaged.
  static Manifest read(StoreFolder folder) throws IOException {
    Path current = folder.database().resolve("CURRENT");
    if (!Files.exists(current)) {
      throw Damage.in(folder.path(), "db/CURRENT is missing");
    }
    String name = Files.readString(current, ISO_8859_1);
    if (!name.matches("MANIFEST-[0-9]{6,}\n")) {
      throw Damage.in(folder.path(), "db/CURRENT does not name a manifest");
    }
    Path file = folder.database().resolve(name.strip());
    if (!Files.exists(file)) {
      throw Damage.in(folder.path(), "db/" + name.strip() + " is missing");
    }
    try (LogRecords records = LogRecords.ofManifest(file)) {
      return read(records, folder.path(), file);
    }
  }

  private static Manifest read(LogRecords records, Path folder, Path file) {
    Fields fields = new Fields();
    ByteArrayOutputStream entry = new ByteArrayOutputStream();
    boolean begun = false;
    while (records.next()) {
      if (records.begins()) {
        entry.reset();
        begun = true;
      }
      byte[] part = new byte[records.payload().remaining()];
      records.payload().get(part);
      entry.writeBytes(part);
      if (records.ends()) {
        fields.read(ByteBuffer.wrap(entry.toByteArray()));
        begun = false;
      }
    }
    boolean torn = begun || records.isTorn();
    if ((records.isTorn() && !records.isCut()) || records.nextBehind()) {
      throw Damage.in(folder, "db/" + file.getFileName() + " is not what was written");
    }
    return new Manifest(fields.lastSequence, fields.logNumberMin, torn);
  }

  /// The greatest value of each field that matters, of all entries.
  private static final class Fields {
    private long lastSequence;
    private long logNumberMin;

    /// Reads the fields before the names of files, which come last.
    void read(ByteBuffer entry) {
      while (entry.hasRemaining()) {
        int tag = (int) number(entry);
        switch (tag) {
          case LAST_SEQUENCE -> lastSequence = Math.max(lastSequence, number(entry));
          case LOG_NUMBER_MIN -> logNumberMin = Math.max(logNumberMin, number(entry));
          case LOG_NUMBER, NEXT_FILE_NUMBER, PREVIOUS_LOG_NUMBER, SPACE_MAX -> number(entry);
          default -> {
            if (tag != COMPARATOR && (tag & IGNORABLE) == 0) {
              return;
            }
            skip(entry, (int) number(entry));
          }
        }
      }
    }

    private static void skip(ByteBuffer entry, int length) {
      entry.position(Math.min(entry.limit(), entry.position() + Math.max(0, length)));
    }

    private static long number(ByteBuffer entry) {
      long value = 0;
      for (int shift = 0; shift < 64 && entry.hasRemaining(); shift += 7) {
        byte b = entry.get();
        value |= (b & 0x7fL) << shift;
        if (b >= 0) {
          break;
        }
      }
      return value;
    }
  }
}
