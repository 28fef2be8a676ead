package io.waybill.wire.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.waybill.shapes.CommonErrors;
import io.waybill.shapes.Refusal;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// The items of a CBOR text (RFC 8949), one head at a time. Refuses what is cut off or malformed.
final class CborInput {
  /// The argument of a head that announces an indefinite length.
  static final long INDEFINITE = -1;

  private final byte[] bytes;
  private int at;
  private int major;
  private int initial;

  CborInput(byte[] bytes) {
    this.bytes = bytes;
  }

  boolean isAtEnd() {
    return at == bytes.length;
  }

  /// The first byte of the item to come.
  int peek() {
    if (at >= bytes.length) {
      throw malformed();
    }
    return bytes[at] & 0xff;
  }

  boolean peekNull() {
    return peek() == CborWriter.NULL || peek() == CborWriter.UNDEFINED;
  }

  /// Takes the break that ends an indefinite length, if it is there.
  boolean takeBreak() {
    if (peek() != CborWriter.BREAK) {
      return false;
    }
    at++;
    return true;
  }

  void takeByte() {
    peek();
    at++;
  }

  /// Takes a head, whose major type and first byte are then known, and gives its argument. A length
  /// beyond what follows is refused, so nothing is ever reserved for it.
  long head() {
    initial = peek();
    at++;
    major = initial >> 5;
    int info = initial & 0x1f;
    long argument =
        switch (info) {
          case 24 -> take(1);
          case 25 -> take(2);
          case 26 -> take(4);
          case 27 -> take(8);
          case 28, 29, 30 -> throw malformed();
          case 31 -> INDEFINITE;
          default -> info;
        };
    boolean length = major >= CborWriter.BYTES && major <= CborWriter.MAP;
    if (length && info != 31 && (argument < 0 || argument > bytes.length - at)) {
      throw malformed();
    }
    if (info == 31 && !length) {
      throw malformed();
    }
    return argument;
  }

  int major() {
    return major;
  }

  /// The first byte of the head taken last.
  int initial() {
    return initial;
  }

  /// The content of the byte or text string whose head, with `length`, was taken last.
  byte[] string(long length) {
    if (length != INDEFINITE) {
      at += (int) length;
      return Arrays.copyOfRange(bytes, at - (int) length, at);
    }
    int type = major;
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    while (!takeBreak()) {
      long chunk = head();
      if (major != type || chunk == INDEFINITE) {
        throw malformed();
      }
      whole.write(bytes, at, (int) chunk);
      at += (int) chunk;
    }
    return whole.toByteArray();
  }

  String text(long length) {
    if (length == INDEFINITE) {
      return new String(string(length), UTF_8);
    }
    String text = new String(bytes, at, (int) length, UTF_8);
    at += (int) length;
    return text;
  }

  /// Skips one item with all that it holds.
  void skip(int depth) {
    if (depth > JsonReader.DEPTH_MAX) {
      throw malformed();
    }
    long argument = head();
    switch (major) {
      case CborWriter.BYTES, CborWriter.TEXT -> skipString(argument);
      case CborWriter.ARRAY -> skipItems(argument, 1, depth);
      case CborWriter.MAP -> skipItems(argument, 2, depth);
      case CborWriter.TAG -> skip(depth + 1);
      default -> {}
    }
  }

  private void skipString(long length) {
    if (length == INDEFINITE) {
      string(length);
    } else {
      at += (int) length;
    }
  }

  private void skipItems(long count, int itemsEach, int depth) {
    for (long i = 0; count == INDEFINITE ? !takeBreak() : i < count; i++) {
      for (int j = 0; j < itemsEach; j++) {
        skip(depth + 1);
      }
    }
  }

  private long take(int size) {
    if (bytes.length - at < size) {
      throw malformed();
    }
    long value = 0;
    for (int i = 0; i < size; i++) {
      value = (value << 8) | (bytes[at++] & 0xff);
    }
    return value;
  }

  static Refusal malformed() {
    return CommonErrors.SERIALIZATION.because("The request body is not valid CBOR");
  }
}
