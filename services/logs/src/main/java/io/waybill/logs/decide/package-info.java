/// What becomes of a command: events that come in, and pages that are asked for.
@NullMarked
package io.waybill.logs.decide;

import org.jspecify.annotations.NullMarked;
