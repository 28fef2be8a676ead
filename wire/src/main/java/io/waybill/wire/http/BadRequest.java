package io.waybill.wire.http;

/// What was sent can't be read as HTTP, or is over a limit: the status that says so and one line of
/// why. The connection ends with it, since where the next request begins is no longer known.
final class BadRequest extends Exception {
  private static final long serialVersionUID = 1;

  private final int status;

  BadRequest(int status, String line) {
    super(line, null, false, false);
    this.status = status;
  }

  static BadRequest malformed(String line) {
    return new BadRequest(400, line);
  }

  /// What `service` tells the client about it.
  HttpReply reply(HttpService service, HttpHeaders headers) {
    return service.unread(status, String.valueOf(getMessage()), headers);
  }
}
