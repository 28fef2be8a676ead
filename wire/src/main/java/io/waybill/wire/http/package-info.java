/// The HTTP server: sockets in, whole requests out, answers back in order.
///
/// It knows nothing of AWS. Requests are handed to one `HttpService` on an event loop, which must
/// not block; the answer may come from any thread, and answers that come together leave together,
/// with one wake-up of the loop and one flush of a connection.
///
/// HTTP/1 is parsed here and not by Netty's codec: one strict pass with no object for each header
/// costs less, and a server behind a proxy is only as safe from request smuggling as its parser is
/// strict. Everything a peer can make grow has a limit in `HttpLimits`.
@NullMarked
package io.waybill.wire.http;

import org.jspecify.annotations.NullMarked;
