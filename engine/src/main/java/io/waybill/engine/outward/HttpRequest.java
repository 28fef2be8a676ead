package io.waybill.engine.outward;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/// One call that leaves the server.
///
/// @param uri an absolute http or https address
/// @param headers names and values; `Host` and `Content-Length` come by themselves
/// @param body empty for none
/// @param timeout how long all of it may take, from looking the host up to the answer's last byte
/// @param answerBytesMax how much of the answer's body is read; the rest is cut off
public record HttpRequest(
    String method,
    URI uri,
    Map<String, String> headers,
    byte[] body,
    Duration timeout,
    int answerBytesMax) {}
