package io.waybill.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes one stored key or value: big-endian numbers, LEB128 counts, UTF-8 text behind its length.
/// Used by one thread.
public final class ByteWriter {
  private byte[] bytes;
  private int length;

  /// @param capacity bytes to set aside at first
  public ByteWriter(int capacity) {
    this.bytes = new byte[capacity];
  }

  public ByteWriter u8(int value) {
    room(1);
    bytes[length++] = (byte) value;
    return this;
  }

  public ByteWriter u16(int value) {
    return u8(value >>> 8).u8(value);
  }

  public ByteWriter u32(int value) {
    return u16(value >>> 16).u16(value);
  }

  public ByteWriter u64(long value) {
    return u32((int) (value >>> 32)).u32((int) value);
  }

  /// A number that is mostly small, in one to ten bytes; negative ones take ten.
  public ByteWriter count(long value) {
    room(10);
    long rest = value;
    while ((rest & ~0x7fL) != 0) {
      bytes[length++] = (byte) (rest | 0x80);
      rest >>>= 7;
    }
    bytes[length++] = (byte) rest;
    return this;
  }

  public ByteWriter uuid(UUID value) {
    return u64(value.getMostSignificantBits()).u64(value.getLeastSignificantBits());
  }

  public ByteWriter text(String value) {
    return slice(value.getBytes(StandardCharsets.UTF_8));
  }

  /// A text that may be absent.
  public ByteWriter optional(@Nullable String value) {
    return value == null ? u8(0) : u8(1).text(value);
  }

  /// Bytes behind their length.
  public ByteWriter slice(byte[] value) {
    return count(value.length).raw(value);
  }

  /// Bytes as they are.
  public ByteWriter raw(byte[] value) {
    room(value.length);
    System.arraycopy(value, 0, bytes, length, value.length);
    length += value.length;
    return this;
  }

  /// All that was written.
  public byte[] bytes() {
    return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
  }

  private void room(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, bytes.length * 2));
    }
  }
}
