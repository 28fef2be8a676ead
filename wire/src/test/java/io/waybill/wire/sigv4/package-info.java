/// Signatures, against AWS's published cases and a second implementation.
@NullMarked
package io.waybill.wire.sigv4;

import org.jspecify.annotations.NullMarked;
