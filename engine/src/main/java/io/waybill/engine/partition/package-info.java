/// A partition: the unit of order, of ownership and of atomic commit.
///
/// Invariants: one command at a time; nothing in a step blocks, reads a clock or draws a random
/// number; what a step wrote is seen by later steps at once, and by the outside only after it is
/// durable; answers go out in the order of the steps.
@NullMarked
package io.waybill.engine.partition;

import org.jspecify.annotations.NullMarked;
