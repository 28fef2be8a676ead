/// Runs the protocol test vectors that AWS publishes with Smithy against our protocols, on the
/// server's side.
@NullMarked
package io.waybill.wire.vectors;

import org.jspecify.annotations.NullMarked;
