package io.waybill.wire.http;

/// Request line and header fields of one HTTP/1 request, checked, and what they say of the body and
/// of the connection.
///
/// @param http11 whether the peer speaks HTTP/1.1; else HTTP/1.0
/// @param target the request target as it came
/// @param host as the peer names this server; empty where it does not
/// @param bodyBytes the announced length, or `CHUNKED`
record RequestHead(
    String method,
    String target,
    boolean http11,
    HttpHeaders headers,
    String host,
    long bodyBytes) {
  static final long CHUNKED = -1;

  /// A head that names no host.
  RequestHead(String method, String target, boolean http11, HttpHeaders headers, long bodyBytes) {
    this(method, target, http11, headers, "", bodyBytes);
  }

  /// The head of these parts, or why the request can't be served safely.
  static RequestHead of(String method, String target, boolean http11, HttpHeaders headers)
      throws BadRequest {
    return new RequestHead(
        method, target, http11, headers, host(http11, headers), bodyBytes(http11, headers));
  }

  private static String host(boolean http11, HttpHeaders headers) throws BadRequest {
    int host = headers.find("host", 0);
    if (host < 0) {
      if (http11) {
        throw BadRequest.malformed("no Host field");
      }
      return "";
    }
    if (headers.find("host", host + 1) >= 0) {
      throw BadRequest.malformed("more than one Host field");
    }
    String name = headers.value(host);
    if (!name.isEmpty() && !Chars.isHost(name)) {
      throw BadRequest.malformed("the Host field is no host");
    }
    return name;
  }

  /// Where two readers could disagree on the body's length, one of them a proxy, nobody's reading
  /// is right: such requests are refused, though RFC 9112 lets a server repair some of them.
  private static long bodyBytes(boolean http11, HttpHeaders headers) throws BadRequest {
    int length = headers.find("content-length", 0);
    int coding = headers.find("transfer-encoding", 0);
    if (coding >= 0) {
      if (length >= 0) {
        throw BadRequest.malformed("both Content-Length and Transfer-Encoding");
      }
      if (!http11) {
        throw BadRequest.malformed("Transfer-Encoding in HTTP/1.0");
      }
      boolean chunked = headers.value(coding).equalsIgnoreCase("chunked");
      if (!chunked || headers.find("transfer-encoding", coding + 1) >= 0) {
        throw BadRequest.malformed("a Transfer-Encoding other than chunked");
      }
      return CHUNKED;
    }
    if (length < 0) {
      return 0;
    }
    if (headers.find("content-length", length + 1) >= 0) {
      throw BadRequest.malformed("more than one Content-Length");
    }
    return length(headers.value(length));
  }

  private static long length(String digits) throws BadRequest {
    if (digits.isEmpty() || digits.length() > 18) {
      throw BadRequest.malformed("the Content-Length is no length");
    }
    long length = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw BadRequest.malformed("the Content-Length is no length");
      }
      length = length * 10 + digit;
    }
    return length;
  }

  /// Whether the peer wants the connection to live on after the answer.
  boolean keepAlive() {
    if (!headers.has("connection")) {
      return http11;
    }
    return http11
        ? !headers.hasToken("connection", "close")
        : headers.hasToken("connection", "keep-alive");
  }

  boolean expectsContinue() {
    return http11 && headers.hasToken("expect", "100-continue");
  }

  boolean upgradesToHttp2() {
    return headers.has("http2-settings") && headers.hasToken("upgrade", "h2c");
  }

  /// The part of the target from the path on: a proxy's absolute form names the host before it.
  String pathAndQuery() throws BadRequest {
    if (target.startsWith("/") || target.equals("*")) {
      return target;
    }
    int authority = target.indexOf("://");
    if (authority < 0) {
      throw BadRequest.malformed("the request target is neither a path nor a URL");
    }
    int path = target.indexOf('/', authority + 3);
    return path < 0 ? "/" : target.substring(path);
  }
}
