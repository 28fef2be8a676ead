/// Whole requests to the dispatcher, over real sockets, with SQS's shapes and operations that tell
/// what reached them.
@NullMarked
package io.waybill.wire.dispatch;

import org.jspecify.annotations.NullMarked;
