package io.waybill.wire.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// Collects the lines of one request's head. Lines end with CR LF and nothing else does.
final class HeadParser {
  private static final byte[] EMPTY = {};
  private static final long[] NO_SPANS = {};
  private static final int SPANS = 16;
  private static final String[] METHODS = {"POST", "GET", "PUT", "DELETE", "HEAD", "OPTIONS"};
  private static final int METHOD_CHARS = 20;

  private final int bytesMax;
  private final int fieldsMax;

  private byte[] bytes = EMPTY;
  private int length;
  private int lineStart;
  private long[] spans = NO_SPANS;
  private int fields;
  private String method = "";
  private String target = "";
  private boolean http11;

  /// A guess at the next head's size: that of the last one.
  private int sizeHint = 512;

  HeadParser(HttpLimits.Sizes limits) {
    this.bytesMax = limits.headBytes();
    this.fieldsMax = limits.fields();
  }

  /// Whether no byte of a request has come yet.
  boolean untouched() {
    return length == 0 && method.isEmpty();
  }

  /// Takes bytes up to the end of the line, of which `to` is the end where there is no line feed
  /// before it. Returns where it stopped; the line is whole if the byte before is a line feed.
  int append(byte[] in, int from, int to) throws BadRequest {
    int end = from;
    while (end < to && in[end] != '\n') {
      end++;
    }
    end = Math.min(end + 1, to);
    int more = end - from;
    if (length + more > bytesMax) {
      throw method.isEmpty() && lineStart == 0
          ? new BadRequest(414, "the request line is too long")
          : new BadRequest(431, "the header fields are too long");
    }
    if (length + more > bytes.length) {
      int size = Math.max(Math.max(sizeHint, length + more), bytes.length * 2);
      bytes = Arrays.copyOf(bytes, Math.min(size, bytesMax));
    }
    System.arraycopy(in, from, bytes, length, more);
    length += more;
    return end;
  }

  /// Reads the line that has just become whole. True at the empty line, which ends the head.
  boolean line() throws BadRequest {
    int start = lineStart;
    int end = length - 2;
    if (end < start || bytes[end] != '\r') {
      throw BadRequest.malformed("a line does not end with CR LF");
    }
    lineStart = length;
    if (method.isEmpty()) {
      // RFC 9112, 2.2: an empty line before the request line is ignored.
      if (end == start) {
        if (length > 2) {
          throw BadRequest.malformed("empty lines instead of a request");
        }
        return false;
      }
      requestLine(start, end);
      return false;
    }
    if (end == start) {
      return true;
    }
    field(start, end);
    return false;
  }

  private void requestLine(int start, int end) throws BadRequest {
    int methodEnd = start;
    while (methodEnd < end && Chars.inName(bytes[methodEnd])) {
      methodEnd++;
    }
    int targetStart = methodEnd + 1;
    int targetEnd = targetStart;
    while (targetEnd < end && Chars.inTarget(bytes[targetEnd])) {
      targetEnd++;
    }
    if (methodEnd == start
        || methodEnd - start > METHOD_CHARS
        || methodEnd >= end
        || bytes[methodEnd] != ' '
        || targetEnd == targetStart
        || targetEnd >= end
        || bytes[targetEnd] != ' ') {
      throw BadRequest.malformed("the request line is not: method, target, version");
    }
    http11 = version(targetEnd + 1, end);
    target = text(targetStart, targetEnd);
    method = method(start, methodEnd);
  }

  private boolean version(int start, int end) throws BadRequest {
    String version = end - start == 8 ? text(start, end) : "";
    return switch (version) {
      case "HTTP/1.1" -> true;
      case "HTTP/1.0" -> false;
      default -> {
        if (version.matches("HTTP/\\d\\.\\d")) {
          throw new BadRequest(505, "the HTTP version is not supported");
        }
        throw BadRequest.malformed("the request line is not: method, target, version");
      }
    };
  }

  private String method(int start, int end) {
    for (String known : METHODS) {
      if (known.length() == end - start && known.equals(text(start, end))) {
        return known;
      }
    }
    return text(start, end);
  }

  private void field(int start, int end) throws BadRequest {
    int colon = start;
    byte lower;
    while (colon < end && (lower = Chars.lowerOfName(bytes[colon])) != 0) {
      bytes[colon++] = lower;
    }
    if (colon == start || colon == end || bytes[colon] != ':') {
      throw BadRequest.malformed("a header line is not: name, colon, value");
    }
    int valueStart = colon + 1;
    while (valueStart < end && blank(bytes[valueStart])) {
      valueStart++;
    }
    int valueEnd = end;
    while (valueEnd > valueStart && blank(bytes[valueEnd - 1])) {
      valueEnd--;
    }
    for (int i = valueStart; i < valueEnd; i++) {
      if (!Chars.inValue(bytes[i])) {
        throw BadRequest.malformed("a control character in a header line");
      }
    }
    add(HttpHeaders.span(start, colon - start, valueStart, valueEnd - valueStart));
  }

  private void add(long span) throws BadRequest {
    if (fields == fieldsMax) {
      throw new BadRequest(431, "too many header fields");
    }
    if (fields == spans.length) {
      spans = Arrays.copyOf(spans, Math.max(SPANS, fields * 2));
    }
    spans[fields++] = span;
  }

  private static boolean blank(byte b) {
    return b == ' ' || b == '\t';
  }

  private String text(int start, int end) {
    return new String(bytes, start, end - start, StandardCharsets.ISO_8859_1);
  }

  /// The whole head. The parser then stands before the next request, and has given its arrays away.
  RequestHead take() throws BadRequest {
    var headers = new HttpHeaders(bytes, spans, fields);
    RequestHead head = RequestHead.of(method, target, http11, headers);
    sizeHint = length + 16;
    spans = NO_SPANS;
    reset();
    return head;
  }

  /// Forgets the lines read so far: a trailer's, whose fields nobody may rely on.
  void reset() {
    bytes = EMPTY;
    length = 0;
    lineStart = 0;
    fields = 0;
    method = "";
    target = "";
  }

  /// Prepares for the lines after the last chunk.
  void startTrailer() {
    reset();
    method = "trailer";
  }
}
