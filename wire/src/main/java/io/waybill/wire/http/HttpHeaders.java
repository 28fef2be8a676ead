package io.waybill.wire.http;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The header fields of a request: one array of bytes and where each field lies in it, so that a
/// field nobody asks for costs no object.
///
/// Names are lower case. Values are ISO-8859-1, without the blanks around them.
public final class HttpHeaders {
  /// No fields at all.
  public static final HttpHeaders NONE = new HttpHeaders(new byte[0], new long[0], 0);

  private final byte[] bytes;

  /// Four 16-bit numbers a field: name's start and length, value's start and length.
  private final long[] spans;

  private final int count;

  HttpHeaders(byte[] bytes, long[] spans, int count) {
    this.bytes = bytes;
    this.spans = spans;
    this.count = count;
  }

  static long span(int nameStart, int nameLength, int valueStart, int valueLength) {
    return ((long) nameStart << 48)
        | ((long) nameLength << 32)
        | ((long) valueStart << 16)
        | valueLength;
  }

  /// Headers of `pairs`, name after value, as another protocol than HTTP/1 delivers them.
  static HttpHeaders of(List<HttpField> fields) {
    var text = new StringBuilder();
    long[] spans = new long[fields.size()];
    int count = 0;
    for (HttpField field : fields) {
      int start = text.length();
      text.append(field.name()).append(field.value());
      int name = field.name().length();
      spans[count++] = span(start, name, start + name, field.value().length());
    }
    return new HttpHeaders(text.toString().getBytes(StandardCharsets.ISO_8859_1), spans, count);
  }

  public int count() {
    return count;
  }

  public String name(int index) {
    long span = spans[index];
    return text((int) (span >>> 48), (int) (span >>> 32) & 0xffff);
  }

  public String value(int index) {
    long span = spans[index];
    return text((int) (span >>> 16) & 0xffff, (int) span & 0xffff);
  }

  /// The first value of `name`, in any case.
  public Optional<String> first(String name) {
    int index = find(name, 0);
    return index < 0 ? Optional.empty() : Optional.of(value(index));
  }

  /// All values of `name`, in any case, in the order of their lines.
  public List<String> all(String name) {
    int first = find(name, 0);
    if (first < 0) {
      return List.of();
    }
    List<String> values = new ArrayList<>(1);
    for (int i = first; i >= 0; i = find(name, i + 1)) {
      values.add(value(i));
    }
    return values;
  }

  public boolean has(String name) {
    return find(name, 0) >= 0;
  }

  /// Whether one of the comma-separated parts of `name`'s values is `token`, in any case.
  boolean hasToken(String name, String token) {
    for (int i = find(name, 0); i >= 0; i = find(name, i + 1)) {
      for (String part : value(i).split(",", -1)) {
        if (part.strip().equalsIgnoreCase(token)) {
          return true;
        }
      }
    }
    return false;
  }

  /// The place of the first field called `name` at or after `from`, or -1.
  int find(String name, int from) {
    int length = name.length();
    for (int i = from; i < count; i++) {
      long span = spans[i];
      if (((int) (span >>> 32) & 0xffff) == length && matches(name, (int) (span >>> 48))) {
        return i;
      }
    }
    return -1;
  }

  private boolean matches(String name, int start) {
    for (int i = name.length() - 1; i >= 0; i--) {
      char c = name.charAt(i);
      if (bytes[start + i] != (c >= 'A' && c <= 'Z' ? c | 0x20 : c)) {
        return false;
      }
    }
    return true;
  }

  private String text(int start, int length) {
    return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
  }

  /// The names alone: values may be secrets.
  @Override
  public String toString() {
    String[] names = new String[count];
    Arrays.setAll(names, this::name);
    return Arrays.toString(names);
  }
}
