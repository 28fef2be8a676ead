package io.waybill.store;

import java.util.Arrays;

/// Collects the records of one [Batch]. Used by one thread.
public final class BatchBuilder {
  private byte[] bytes;
  private int length;
  private int count;

  public BatchBuilder() {
    this(1024);
  }

  /// A builder that sets `capacity` bytes aside at first.
  public BatchBuilder(int capacity) {
    this.bytes = new byte[capacity];
  }

  public BatchBuilder put(Space space, byte[] key, byte[] value) {
    start(Batch.PUT, Batch.PUT_IN_SPACE, space, key, value.length + 5);
    slice(value);
    return this;
  }

  public BatchBuilder delete(Space space, byte[] key) {
    start(Batch.DELETE, Batch.DELETE_IN_SPACE, space, key, 0);
    return this;
  }

  /// Removes every key from `from` up to, not including, `to`; none where `to` is not behind
  /// `from`.
  public BatchBuilder deleteRange(Space space, byte[] from, byte[] to) {
    if (Arrays.compareUnsigned(from, to) >= 0) {
      return this;
    }
    start(Batch.DELETE_RANGE, Batch.DELETE_RANGE_IN_SPACE, space, from, to.length + 5);
    slice(to);
    return this;
  }

  public boolean isEmpty() {
    return count == 0;
  }

  /// The batch of all that was added. The builder is not used again.
  public Batch build() {
    return new Batch(Arrays.copyOf(bytes, length), count);
  }

  private void start(int tag, int tagInSpace, Space space, byte[] key, int more) {
    int room = length + key.length + 12 + more;
    if (room > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(room, bytes.length * 2));
    }
    if (space == Space.DATA) {
      bytes[length++] = (byte) tag;
    } else {
      bytes[length++] = (byte) tagInSpace;
      number(space.number());
    }
    slice(key);
    count++;
  }

  private void slice(byte[] slice) {
    number(slice.length);
    System.arraycopy(slice, 0, bytes, length, slice.length);
    length += slice.length;
  }

  private void number(int value) {
    int rest = value;
    while (rest >= 0x80) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
  }
}
