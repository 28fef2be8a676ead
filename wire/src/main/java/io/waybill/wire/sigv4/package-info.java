/// AWS's Signature Version 4: who signed a request, for which service and region, and whether the
/// signature holds.
///
/// It works on a request as the wire delivered it and knows neither sockets nor services. Secrets
/// stay in here: nothing in this package logs, and no message tells more than AWS's own.
@NullMarked
package io.waybill.wire.sigv4;

import org.jspecify.annotations.NullMarked;
