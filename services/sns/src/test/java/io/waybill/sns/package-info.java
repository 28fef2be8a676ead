/// The whole service in one process, on a clock that a test moves.
@NullMarked
package io.waybill.sns;

import org.jspecify.annotations.NullMarked;
