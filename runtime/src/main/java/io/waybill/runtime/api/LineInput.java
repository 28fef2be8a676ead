package io.waybill.runtime.api;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/// What comes over a connection, through a buffer: the lines of heads, and the bytes of bodies.
public final class LineInput extends InputStream {
  private static final int LINE_MAX = 64 << 10;
  private static final int FIELDS_MAX = 100;

  private final InputStream in;
  private byte[] buffer = new byte[8 << 10];
  private int from;
  private int to;

  public LineInput(InputStream in) {
    this.in = in;
  }

  /// Takes out what has come and was not read; does not ask the other end.
  byte[] rest() {
    byte[] rest = Arrays.copyOfRange(buffer, from, to);
    from = to;
    return rest;
  }

  /// The next line; empty at the end of the stream.
  public String line() throws IOException {
    for (int at = from; ; at++) {
      if (at == to) {
        int read = at - from;
        if (read > LINE_MAX) {
          throw new IOException("a line of more than " + LINE_MAX + " bytes");
        }
        if (!more()) {
          return text(to);
        }
        at = from + read;
      }
      if (buffer[at] == '\n') {
        String line = text(at);
        from = at + 1;
        return line;
      }
    }
  }

  /// Reads header or trailer fields up to the empty line: values by lower-case name.
  void fields(Map<String, String> into) throws IOException {
    for (String line = line(); !line.isEmpty(); line = line()) {
      field(line, into);
    }
  }

  /// Puts the field in `line`, if it is one, to the others, while there are not too many.
  static void field(String line, Map<String, String> into) {
    int colon = line.indexOf(':');
    if (colon > 0 && into.size() < FIELDS_MAX) {
      into.put(
          line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
  }

  /// What is before `end`, without the carriage return; it counts as read.
  private String text(int end) {
    int last = end > from && buffer[end - 1] == '\r' ? end - 1 : end;
    String text = new String(buffer, from, last - from, StandardCharsets.UTF_8);
    from = end;
    return text;
  }

  /// Reads more behind what is in the buffer; false at the end of the stream.
  private boolean more() throws IOException {
    if (from > 0) {
      System.arraycopy(buffer, from, buffer, 0, to - from);
      to -= from;
      from = 0;
    }
    if (to == buffer.length) {
      buffer = Arrays.copyOf(buffer, 2 * buffer.length);
    }
    int got = in.read(buffer, to, buffer.length - to);
    to += Math.max(0, got);
    return got > 0;
  }

  @Override
  public int read() throws IOException {
    if (from == to && !more()) {
      return -1;
    }
    return buffer[from++] & 0xff;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (from == to) {
      return in.read(into, offset, length);
    }
    int got = Math.min(length, to - from);
    System.arraycopy(buffer, from, into, offset, got);
    from += got;
    return got;
  }
}
