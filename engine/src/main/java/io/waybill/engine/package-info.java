/// Runs partitions: commands in, decisions out, one commit for all that arrived meanwhile, timers,
/// transfers between partitions.
@NullMarked
package io.waybill.engine;

import org.jspecify.annotations.NullMarked;
