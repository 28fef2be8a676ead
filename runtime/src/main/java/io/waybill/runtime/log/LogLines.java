package io.waybill.runtime.log;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/// Cuts a runtime's output into what its log shows as one event each: lines, and frames.
///
/// A frame is what a bootstrap of ours writes as one event however many lines it has: the mark, a
/// space, the number of bytes, a line's end, the bytes. The mark without a number says that an
/// event has written its last. No function knows it.
final class LogLines {
  /// AWS (Lambda logs): what is longer is cut into several.
  private static final int LINE_BYTES_MAX = 256 << 10;

  private final String mark;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();

  /// How many bytes of a frame are still to come.
  private int framed;

  LogLines(String mark) {
    this.mark = mark;
  }

  /// Takes more output; answers whether an event's end was marked in it.
  boolean take(byte[] buffer, int length, Consumer<String> events) {
    boolean ended = false;
    for (int i = 0; i < length; i++) {
      if (framed > 0) {
        line.write(buffer[i]);
        framed--;
        if (framed == 0 || line.size() == LINE_BYTES_MAX) {
          emit(taken(), events);
        }
      } else if (buffer[i] == '\n' || line.size() == LINE_BYTES_MAX) {
        if (buffer[i] != '\n') {
          line.write(buffer[i]);
        }
        ended |= line(taken(), events);
      } else {
        line.write(buffer[i]);
      }
    }
    return ended;
  }

  private String taken() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    return text;
  }

  private boolean line(String text, Consumer<String> events) {
    int at = text.lastIndexOf(mark);
    if (at < 0) {
      emit(text, events);
      return false;
    }
    String size = text.substring(at + mark.length()).strip();
    if (!size.matches("[0-9]{0,9}")) {
      emit(text, events);
      return false;
    }
    // What was written before it had no end of its own.
    emit(text.substring(0, at), events);
    framed = size.isEmpty() ? 0 : Integer.parseInt(size);
    return size.isEmpty();
  }

  private static void emit(String text, Consumer<String> events) {
    if (!text.isEmpty()) {
      events.accept(text);
    }
  }
}
