/// The HTTP server over real sockets, spoken to in good HTTP and in bad.
@NullMarked
package io.waybill.wire.http;

import org.jspecify.annotations.NullMarked;
