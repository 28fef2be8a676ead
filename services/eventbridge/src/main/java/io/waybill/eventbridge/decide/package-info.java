/// What becomes of a command: a bus's state, the command and the stamp become puts, deletes and an
/// answer. Nothing here waits, and nothing knows the time but by the stamp.
@NullMarked
package io.waybill.eventbridge.decide;

import org.jspecify.annotations.NullMarked;
