package io.waybill.store;

import java.util.Arrays;
import java.util.List;

/// Physical effects that take place together or not at all: puts, deletes and range deletes, in
/// order.
///
/// The bytes are records `tag [space] length key [length value]`, lengths as unsigned LEB128; the
/// tags and their layout are those inside RocksDB's own write batch, so that a commit hands over
/// one array instead of a native call a record. A batch is self-contained: replaying it needs no
/// clock, no random source and no state.
///
/// @param bytes the records, one after the other
/// @param count how many records there are
public record Batch(byte[] bytes, int count) {
  static final int DELETE = 0x0;
  static final int PUT = 0x1;
  static final int DELETE_IN_SPACE = 0x4;
  static final int PUT_IN_SPACE = 0x5;
  static final int DELETE_RANGE_IN_SPACE = 0xE;
  static final int DELETE_RANGE = 0xF;

  /// Who is told each record of a batch.
  public interface Visitor {
    void put(Space space, byte[] key, byte[] value);

    void delete(Space space, byte[] key);

    /// Removes every key from `from` up to, not including, `to`.
    void deleteRange(Space space, byte[] from, byte[] to);
  }

  /// One batch of all the records of `batches`, in their order.
  public static Batch merged(List<Batch> batches) {
    if (batches.size() == 1) {
      return batches.getFirst();
    }
    int length = 0;
    int count = 0;
    for (Batch batch : batches) {
      length = Math.addExact(length, batch.bytes.length);
      count += batch.count;
    }
    byte[] all = new byte[length];
    int at = 0;
    for (Batch batch : batches) {
      System.arraycopy(batch.bytes, 0, all, at, batch.bytes.length);
      at += batch.bytes.length;
    }
    return new Batch(all, count);
  }

  /// Throws IllegalArgumentException where the bytes are not `count` records. A store checks before
  /// it writes: a batch that can't be read back would make its log unreadable.
  public void check() {
    Reader reader = new Reader(bytes);
    for (int i = 0; i < count; i++) {
      int tag = reader.next();
      switch (tag) {
        case PUT, DELETE, DELETE_RANGE -> {}
        case PUT_IN_SPACE, DELETE_IN_SPACE, DELETE_RANGE_IN_SPACE ->
            Space.numbered(reader.length());
        default -> throw new IllegalArgumentException("unknown record tag " + tag + " in a batch");
      }
      int keyLength = reader.skip();
      int keyEnd = reader.at;
      if (tag == DELETE || tag == DELETE_IN_SPACE) {
        continue;
      }
      int length = reader.skip();
      if (tag == DELETE_RANGE || tag == DELETE_RANGE_IN_SPACE) {
        checkOrder(keyEnd - keyLength, keyEnd, reader.at - length, reader.at);
      }
    }
    reader.checkEnd();
  }

  private void checkOrder(int from, int fromEnd, int to, int toEnd) {
    if (Arrays.compareUnsigned(bytes, from, fromEnd, bytes, to, toEnd) >= 0) {
      throw new IllegalArgumentException("a range in a batch ends before it begins");
    }
  }

  /// Tells `visitor` each record in order. Throws IllegalArgumentException where the bytes are not
  /// a batch.
  public void forEach(Visitor visitor) {
    Reader reader = new Reader(bytes);
    for (int i = 0; i < count; i++) {
      int tag = reader.next();
      boolean spaced =
          tag == DELETE_IN_SPACE || tag == PUT_IN_SPACE || tag == DELETE_RANGE_IN_SPACE;
      Space space = spaced ? Space.numbered(reader.length()) : Space.DATA;
      byte[] key = reader.slice();
      switch (tag) {
        case PUT, PUT_IN_SPACE -> visitor.put(space, key, reader.slice());
        case DELETE, DELETE_IN_SPACE -> visitor.delete(space, key);
        case DELETE_RANGE, DELETE_RANGE_IN_SPACE -> visitor.deleteRange(space, key, reader.slice());
        default -> throw new IllegalArgumentException("unknown record tag " + tag + " in a batch");
      }
    }
    reader.checkEnd();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Batch that && count == that.count && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return "Batch[" + count + " records, " + bytes.length + " bytes]";
  }

  private static final class Reader {
    private final byte[] bytes;
    private int at;

    Reader(byte[] bytes) {
      this.bytes = bytes;
    }

    int next() {
      if (at >= bytes.length) {
        throw new IllegalArgumentException("a batch ends inside a record");
      }
      return bytes[at++] & 0xff;
    }

    int length() {
      int value = 0;
      for (int shift = 0; shift < 32; shift += 7) {
        int b = next();
        value |= (b & 0x7f) << shift;
        if (b < 0x80) {
          return value;
        }
      }
      throw new IllegalArgumentException("a length in a batch is too long");
    }

    byte[] slice() {
      int length = skip();
      return Arrays.copyOfRange(bytes, at - length, at);
    }

    /// Steps over a slice and answers its length.
    int skip() {
      int length = length();
      if (length < 0 || length > bytes.length - at) {
        throw new IllegalArgumentException("a batch ends inside a record");
      }
      at += length;
      return length;
    }

    void checkEnd() {
      if (at != bytes.length) {
        throw new IllegalArgumentException("a batch has bytes behind its last record");
      }
    }
  }
}
