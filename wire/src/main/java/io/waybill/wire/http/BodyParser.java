package io.waybill.wire.http;

/// Collects the body of one HTTP/1 request: of a known length, or in chunks.
final class BodyParser {
  private static final int SIZE_DIGITS = 8;
  private static final int EXTENSION_BYTES = 4096;

  private enum Expects {
    DATA,
    SIZE,
    EXTENSION,
    SIZE_LF,
    DATA_CR,
    DATA_LF,
    TRAILER
  }

  private final HeadParser trailer;
  private final BodyBytes bytes;
  private final int bytesMax;

  private Expects expects = Expects.DATA;
  private boolean chunked;
  private long left;
  private int sizeDigits;
  private int extensionBytes;

  /// @param lines reads the trailer; it has no head in hand while a body comes
  BodyParser(HttpLimits.Sizes limits, BodyBudget budget, HeadParser lines) {
    this.bytesMax = limits.bodyBytes();
    this.bytes = new BodyBytes(budget);
    this.trailer = lines;
  }

  /// Prepares for the body that `head` announces.
  void start(RequestHead head) throws BadRequest {
    chunked = head.bodyBytes() == RequestHead.CHUNKED;
    left = 0;
    sizeDigits = 0;
    extensionBytes = 0;
    expects = chunked ? Expects.SIZE : Expects.DATA;
    if (!chunked) {
      expect(head.bodyBytes());
    }
  }

  private void expect(long more) throws BadRequest {
    if (bytes.length() + more > bytesMax) {
      throw new BadRequest(413, "the body is longer than " + bytesMax + " bytes");
    }
    left = more;
  }

  /// Takes bytes and returns where it stopped: at `to`, or behind the end of the body.
  int append(byte[] in, int from, int to) throws BadRequest {
    int at = from;
    while (at < to && !done()) {
      at =
          switch (expects) {
            case DATA -> data(in, at, to);
            case TRAILER -> trailer(in, at, to);
            case SIZE -> size(in[at], at);
            case EXTENSION -> extension(in[at], at);
            case SIZE_LF -> lineFeed(in[at], at, left == 0 ? Expects.TRAILER : Expects.DATA);
            case DATA_CR -> carriageReturn(in[at], at);
            case DATA_LF -> lineFeed(in[at], at, Expects.SIZE);
          };
    }
    return at;
  }

  boolean done() {
    return !chunked && left == 0;
  }

  private int data(byte[] in, int from, int to) throws BadRequest {
    int more = (int) Math.min(left, to - from);
    // A chunk says nothing of those behind it, so all that may come is expected.
    bytes.append(in, from, more, chunked ? bytesMax : bytes.length() + left);
    left -= more;
    if (left == 0 && chunked) {
      expects = Expects.DATA_CR;
    }
    return from + more;
  }

  private int size(byte b, int at) throws BadRequest {
    int digit = Chars.hex(b);
    if (digit >= 0 && sizeDigits < SIZE_DIGITS) {
      left = sizeDigits++ == 0 ? digit : left * 16 + digit;
      return at + 1;
    }
    if (sizeDigits == 0 || digit >= 0) {
      throw BadRequest.malformed("a chunk's size is no number");
    }
    if (b == '\r') {
      sizeDone();
    } else if (b == ';') {
      expects = Expects.EXTENSION;
    } else {
      throw BadRequest.malformed("a chunk's size is no number");
    }
    return at + 1;
  }

  private int extension(byte b, int at) throws BadRequest {
    if (b == '\r') {
      sizeDone();
    } else if (!Chars.inValue(b) || ++extensionBytes > EXTENSION_BYTES) {
      throw BadRequest.malformed("a chunk's extension is malformed or too long");
    }
    return at + 1;
  }

  private void sizeDone() throws BadRequest {
    sizeDigits = 0;
    expect(left);
    expects = Expects.SIZE_LF;
  }

  private int carriageReturn(byte b, int at) throws BadRequest {
    if (b != '\r') {
      throw BadRequest.malformed("a chunk is longer than its size");
    }
    expects = Expects.DATA_LF;
    return at + 1;
  }

  private int lineFeed(byte b, int at, Expects next) throws BadRequest {
    if (b != '\n') {
      throw BadRequest.malformed("a chunk's line does not end with CR LF");
    }
    expects = next;
    if (next == Expects.TRAILER) {
      trailer.startTrailer();
    }
    return at + 1;
  }

  private int trailer(byte[] in, int from, int to) throws BadRequest {
    int at = trailer.append(in, from, to);
    if (in[at - 1] == '\n' && trailer.line()) {
      trailer.reset();
      chunked = false;
    }
    return at;
  }

  /// The body; its share of the budget stays with `takeBudget`.
  byte[] take() {
    return bytes.take();
  }

  /// The part of the budget that the body holds; the caller gives it back.
  long takeBudget() {
    return bytes.takeBudget();
  }
}
