package io.waybill.wire.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.waybill.core.TimeSource;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;

/// Writes HTTP/1 answers: status line, fields and body into one buffer. Used by one event loop.
final class ReplyEncoder {
  /// What the connection does after the answer.
  enum After {
    /// HTTP/1.1's own way: nothing is said.
    STAY,
    /// An HTTP/1.0 peer asked to stay.
    STAY_SAID,
    CLOSE
  }

  private static final long DATE_NANOS = 200_000_000;
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.RFC_1123_DATE_TIME.withZone(ZoneOffset.UTC);
  private static final byte[] OK = ascii("HTTP/1.1 200 OK\r\n");
  private static final byte[] COLON = ascii(": ");
  private static final byte[] NOTHING = {};
  private static final byte[] LENGTH = ascii("content-length: ");
  private static final byte[] CHUNKED = ascii("transfer-encoding: chunked\r\n");
  private static final byte[] CONNECTION_CLOSE = ascii("connection: close\r\n");
  private static final byte[] CONNECTION_KEEP_ALIVE = ascii("connection: keep-alive\r\n");
  private static final int LENGTH_DIGITS = 10;

  private final TimeSource time;
  private byte[] head = new byte[1024];
  private int length;
  private byte[] date = {};
  private String dateText = "";
  private long dateSecond = Long.MIN_VALUE;
  private long dateRead;

  ReplyEncoder(TimeSource time) {
    this.time = time;
    readDate(System.nanoTime());
  }

  /// A turn of the loop begins at `now`: the date is read again if it may be another.
  void turn(long now) {
    if (now - dateRead > DATE_NANOS) {
      readDate(now);
    }
  }

  private void readDate(long now) {
    dateRead = now;
    long second = Math.floorDiv(time.millis(), 1000L);
    if (second != dateSecond) {
      dateSecond = second;
      dateText = DATE.format(Instant.ofEpochSecond(second));
      date = ascii("date: " + dateText + "\r\n");
    }
  }

  /// The date as the `Date` field says it.
  String date() {
    return dateText;
  }

  /// @param withBody false for the answer to a HEAD request, which tells the body's length alone
  ByteBuf encode(ByteBufAllocator allocator, HttpReply reply, boolean withBody, After after) {
    statusAndFields(reply);
    boolean bodiless = isBodiless(reply.status());
    if (!bodiless) {
      put(LENGTH);
      number(reply.body().length);
      lineEnd();
    }
    end(after);
    return buffer(allocator, withBody && !bodiless ? reply.body() : NOTHING);
  }

  /// The head of an answer whose body follows.
  ///
  /// @param chunked whether it follows in chunks; else it ends with the connection
  ByteBuf encodeHead(ByteBufAllocator allocator, HttpReply reply, boolean chunked, After after) {
    statusAndFields(reply);
    if (chunked) {
      put(CHUNKED);
    }
    end(after);
    return buffer(allocator, NOTHING);
  }

  static boolean isBodiless(int status) {
    return status == 204 || status == 304;
  }

  private void statusAndFields(HttpReply reply) {
    length = 0;
    int status = reply.status();
    if (status == 200) {
      put(OK);
    } else {
      put(ascii("HTTP/1.1 " + status + " " + HttpResponseStatus.valueOf(status).reasonPhrase()));
      lineEnd();
    }
    put(date);
    for (HttpField field : reply.fields()) {
      put(field.name());
      put(COLON);
      put(field.value());
      lineEnd();
    }
  }

  private void end(After after) {
    switch (after) {
      case STAY -> {}
      case STAY_SAID -> put(CONNECTION_KEEP_ALIVE);
      case CLOSE -> put(CONNECTION_CLOSE);
    }
    lineEnd();
  }

  private ByteBuf buffer(ByteBufAllocator allocator, byte[] body) {
    ByteBuf buffer = allocator.ioBuffer(length + body.length);
    return buffer.writeBytes(head, 0, length).writeBytes(body);
  }

  /// `value` with a question mark for each control character, so that it can't break its line.
  static String oneLine(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < ' ' || value.charAt(i) >= 127) {
        return value.replaceAll("[^ -~]", "?");
      }
    }
    return value;
  }

  private void put(byte[] bytes) {
    room(bytes.length);
    System.arraycopy(bytes, 0, head, length, bytes.length);
    length += bytes.length;
  }

  /// What is no printable ASCII becomes a question mark: no value can break its line.
  @SuppressWarnings("deprecation") // the one way to copy a string's bytes without an array between
  private void put(String text) {
    int chars = text.length();
    room(chars);
    text.getBytes(0, chars, head, length);
    int end = length + chars;
    for (int i = length; i < end; i++) {
      if (head[i] < ' ' || head[i] == 127) {
        head[i] = '?';
      }
    }
    length = end;
  }

  private void number(int value) {
    room(LENGTH_DIGITS);
    int divisor = 1;
    while (value / divisor > 9) {
      divisor *= 10;
    }
    for (; divisor > 0; divisor /= 10) {
      head[length++] = (byte) ('0' + value / divisor % 10);
    }
  }

  private void lineEnd() {
    room(2);
    head[length++] = '\r';
    head[length++] = '\n';
  }

  private void room(int more) {
    if (length + more > head.length) {
      head = Arrays.copyOf(head, Math.max(head.length * 2, length + more));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
