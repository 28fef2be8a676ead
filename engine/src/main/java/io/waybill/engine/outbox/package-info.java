/// The durable outbox: what a service has accepted and still has to bring to its targets.
///
/// A *consignment* is one accepted thing, such as a publish, that goes to many targets, found page
/// by page. A *parcel* is what one target gets of it. Targets inside the process are tried at once,
/// straight from the consignment; a parcel whose try fails, and every parcel for a slow target,
/// becomes a stored *item* with its attempt count and due time. Items of one target, or of one
/// message group at a target, make a *lane*.
///
/// Invariants: what was accepted stays stored until each target had it, was given up by the
/// service's own [Deliverer#failed], or is gone; at least once, and twice only after a crash or a
/// lost answer; a group's order is kept; a lane never waits for another; memory grows with lanes
/// and with what is being tried, not with what waits.
///
/// Used by services inside their partition state. An outbox has no thread and no clock: its
/// partition wakes it.
@NullMarked
package io.waybill.engine.outbox;

import org.jspecify.annotations.NullMarked;
