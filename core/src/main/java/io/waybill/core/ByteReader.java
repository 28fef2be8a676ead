package io.waybill.core;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads what a [ByteWriter] wrote. Throws IllegalStateException where the bytes end too early:
/// stored bytes are ours, so that is damage.
public final class ByteReader {
  private final byte[] bytes;
  private int at;

  public ByteReader(byte[] bytes) {
    this(bytes, 0);
  }

  /// @param from the index of the first byte to read
  public ByteReader(byte[] bytes, int from) {
    this.bytes = bytes;
    this.at = from;
  }

  public int u8() {
    need(1);
    return bytes[at++] & 0xff;
  }

  public int u16() {
    return (u8() << 8) | u8();
  }

  public int u32() {
    return (u16() << 16) | u16();
  }

  public long u64() {
    return ((long) u32() << 32) | (u32() & 0xffff_ffffL);
  }

  public long count() {
    long value = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      int b = u8();
      value |= (long) (b & 0x7f) << shift;
      if (b < 0x80) {
        return value;
      }
    }
    throw new IllegalStateException("a stored number is too long");
  }

  public int smallCount() {
    return Math.toIntExact(count());
  }

  public UUID uuid() {
    return new UUID(u64(), u64());
  }

  public String text() {
    int length = smallCount();
    need(length);
    String text = new String(bytes, at, length, StandardCharsets.UTF_8);
    at += length;
    return text;
  }

  public @Nullable String optional() {
    return u8() == 0 ? null : text();
  }

  public byte[] slice() {
    return raw(smallCount());
  }

  public byte[] raw(int length) {
    need(length);
    byte[] slice = Arrays.copyOfRange(bytes, at, at + length);
    at += length;
    return slice;
  }

  /// All bytes that were not read yet.
  public byte[] rest() {
    return raw(bytes.length - at);
  }

  public boolean isAtEnd() {
    return at == bytes.length;
  }

  /// Reads the format version that every value begins with. Throws where this program does not know
  /// it.
  public int version(int latest) {
    int version = u8();
    if (version < 1 || version > latest) {
      throw new IllegalStateException(
          "a stored value has format version "
              + version
              + ", and this program reads up to "
              + latest);
    }
    return version;
  }

  private void need(int length) {
    if (length < 0 || length > bytes.length - at) {
      throw new IllegalStateException("a stored value ends too early");
    }
  }
}
