package io.waybill.wire.http;

/// Turns the bytes of one HTTP/1 connection into requests, in one pass, strictly: no bare line
/// feeds, no folded lines, no blanks before a colon, no two readings of a body's length.
///
/// After anything malformed it must not be used again.
final class RequestParser {
  /// What the bytes taken so far amount to.
  enum Progress {
    /// More bytes are needed.
    PART,
    /// The head is whole; its body may follow.
    HEAD,
    /// The request is whole.
    REQUEST
  }

  private static final RequestHead NONE = new RequestHead("", "", true, HttpHeaders.NONE, 0);

  private final HeadParser lines;
  private final BodyParser body;
  private boolean inBody;
  private Progress progress = Progress.PART;
  private RequestHead head = NONE;

  RequestParser(HttpLimits.Sizes limits, BodyBudget budget) {
    this.lines = new HeadParser(limits);
    this.body = new BodyParser(limits, budget, lines);
  }

  /// Takes bytes from `from` on and returns where it stopped: at `to`, or where `progress` became
  /// something to act upon. To be called after a HEAD even where no byte is left.
  int feed(byte[] in, int from, int to) throws BadRequest {
    if (inBody) {
      int at = body.append(in, from, to);
      progress = body.done() ? Progress.REQUEST : Progress.PART;
      inBody = progress == Progress.PART;
      return at;
    }
    if (progress == Progress.REQUEST) {
      head = NONE;
    }
    progress = Progress.PART;
    int at = from;
    while (at < to) {
      at = lines.append(in, at, to);
      if (in[at - 1] == '\n' && lines.line()) {
        head = lines.take();
        body.start(head);
        inBody = true;
        progress = Progress.HEAD;
        return at;
      }
    }
    return at;
  }

  Progress progress() {
    return progress;
  }

  /// Whether a request has begun and is not whole yet.
  boolean midway() {
    return inBody || !lines.untouched();
  }

  boolean inBody() {
    return inBody;
  }

  /// The head of the request that is being read, or was read last; an empty one until it is whole.
  RequestHead head() {
    return head;
  }

  byte[] takeBody() {
    return body.take();
  }

  long takeBudget() {
    return body.takeBudget();
  }
}
