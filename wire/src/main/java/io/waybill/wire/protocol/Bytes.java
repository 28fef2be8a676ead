package io.waybill.wire.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/// Bytes that grow as an answer is written.
final class Bytes {
  private byte[] bytes;
  private int size;

  Bytes(int expected) {
    bytes = new byte[expected];
  }

  void write(int value) {
    ensure(1);
    bytes[size++] = (byte) value;
  }

  void write(byte[] source, int from, int length) {
    ensure(length);
    System.arraycopy(source, from, bytes, size, length);
    size += length;
  }

  void write(byte[] source) {
    write(source, 0, source.length);
  }

  /// Text of which every character is ASCII.
  void ascii(String text) {
    int length = text.length();
    ensure(length);
    for (int i = 0; i < length; i++) {
      bytes[size + i] = (byte) text.charAt(i);
    }
    size += length;
  }

  /// Text in UTF-8; a lone surrogate, which has no such form, becomes a question mark.
  void utf8(String text) {
    write(text.getBytes(UTF_8));
  }

  /// Copies the longest run of `text`, from `from`, in which `plain` has every character; returns
  /// where it ends.
  int plainRun(String text, int from, boolean[] plain) {
    int length = text.length();
    ensure(length - from);
    byte[] to = bytes;
    int at = size - from;
    int i = from;
    for (; i < length; i++) {
      char c = text.charAt(i);
      if (c >= plain.length || !plain[c]) {
        break;
      }
      to[at + i] = (byte) c;
    }
    size = at + i;
    return i;
  }

  int size() {
    return size;
  }

  byte last() {
    return bytes[size - 1];
  }

  /// Takes back the last byte.
  void unwrite() {
    size--;
  }

  byte[] toArray() {
    return size == bytes.length ? bytes : Arrays.copyOf(bytes, size);
  }

  private void ensure(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
    }
  }
}
