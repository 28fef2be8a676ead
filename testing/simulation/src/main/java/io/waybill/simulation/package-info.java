/// The whole server below HTTP on one thread, from a seed: storms of calls, crashes, failing writes
/// and jumps of the clock, against an independent model of what may and what must happen.
///
/// Invariant: the same seed gives the same run. [io.waybill.simulation.Main] runs seeds until one
/// fails, and prints it.
@NullMarked
package io.waybill.simulation;

import org.jspecify.annotations.NullMarked;
